//! Who gets where: every way into the product, tried as everybody.
//!
//! `roles/table.rs` says what is expected. A route, page or server function without a line there fails the first test.

mod asking;
mod line;
mod people;
mod routes;
mod stage;
mod table;
mod things;

use asking::Asked;
use line::{Line, Outcome};
use people::{Person, Role};
use routes::Way;
use stage::Stage;
use std::collections::BTreeSet;
use types::view::ListQuery;

/// What other sites' pages make a browser say; nothing at all is what a request of no page says.
const FROM_ELSEWHERE: [&[(&str, &str)]; 3] =
    [&[("origin", "http://evil.example")], &[("sec-fetch-site", "cross-site")], &[]];

/// Every line of a part of the table, tried as everybody.
async fn everybody_tries(part: &'static str) {
    let desk = stage::desk().await;
    let stage = Stage::set(&desk).await;
    let mut surprises = Vec::new();
    for line in line::read(part) {
        for role in Role::ALL {
            let person = stage.person(role);
            let asked = stage.fill(&line, person).await;
            let heard = stage.asks(person, &asked).await;
            if heard.outcome() != line.expected(role) {
                surprises.push(format!("{line} as {role:?}: {heard}"));
            }
            if let Some(word) = person.must_not_hear().iter().find(|word| heard.body.contains(**word)) {
                surprises.push(format!("{line} tells {role:?} of {word:?}"));
            }
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_in_stands_in_the_table_and_nothing_else_does() {
    let desk = stage::desk().await;
    let ways = routes::of(&server::router(desk.app.clone()));
    let lines = line::all();
    let tried: BTreeSet<Way> = lines.iter().filter_map(|line| routes::covered(&ways, line)).collect();
    let forgotten: Vec<_> = ways.difference(&tried).collect();
    assert!(forgotten.is_empty(), "These need a line in roles/table.rs that says who may come in: {forgotten:#?}");
    let is_for_the_rest = |line: &&Line| routes::covered(&ways, line).is_none_or(|(_, path)| path == "/{*rest}");
    let rest: Vec<_> = lines.iter().filter(is_for_the_rest).map(|line| line.path).collect();
    assert_eq!(rest, ["/favicon.svg", "/no-such-page"], "There is no route of its own for these");
    // Server functions are routes, too: the framework's own list of them says so.
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert!(ways.contains(&(method.to_string(), path.to_owned())), "{method} {path} is registered and not routed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_open_for_those_they_are_made_for() {
    everybody_tries(table::PAGES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_agents_do_is_done_where_they_may() {
    everybody_tries(table::WORK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_managers_set_up_is_set_up_by_them_alone() {
    everybody_tries(table::MANAGEMENT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_connections_chats_and_programs_have_their_own_doors() {
    everybody_tries(table::DOORS).await;
}

/// No answer shows whether something is there that is not for the one who asks.
#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_may_not_see_is_answered_like_what_is_not_there() {
    let desk = stage::desk().await;
    let stage = Stage::set(&desk).await;
    let (mut compared, mut differences) = (0, Vec::new());
    for line in line::all().into_iter().filter(|line| line.names_things() && !line.address_is_a_secret()) {
        for role in [Role::Outsider, Role::Agent, Role::Owner, Role::Stranger] {
            // To a stranger even an answer may only tell of what is their own.
            if line.expected(role) == Outcome::Allowed && role != Role::Stranger {
                continue;
            }
            let person = stage.person(role);
            let (there, absent) = stage.fill_with_and_without(&line, person).await;
            for missing in absent {
                compared += 1;
                if let Some(difference) = difference(&stage, person, &there, &missing).await {
                    differences.push(format!("{line} as {role:?}: {difference}"));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(compared > 100, "only {compared} answers were compared");
}

/// What two answers differ in, if they do each time: which parts of a page were ready when it was written means nothing.
async fn difference(stage: &Stage<'_>, person: &Person, there: &Asked, missing: &Asked) -> Option<String> {
    let mut last = None;
    for _ in 0..5 {
        let (told, heard) = (stage.asks(person, there).await, stage.asks(person, missing).await);
        last = Some(told.difference(&heard)?);
    }
    last
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_sites_page_changes_anything_and_ours_still_can() {
    let desk = stage::desk().await;
    let stage = Stage::set(&desk).await;
    let (mut tried, mut surprises) = (0, Vec::new());
    for line in line::all().into_iter().filter(|line| line.method == "POST" && !line.is_for_programs()) {
        let Some(role) = Role::ALL.into_iter().rev().find(|role| line.expected(*role) == Outcome::Allowed) else {
            continue;
        };
        tried += 1;
        let person = stage.person(role);
        let asked = stage.fill(&line, person).await;
        for headers in FROM_ELSEWHERE {
            let heard = stage.asks_from(person, &asked, headers).await;
            if heard.outcome() != Outcome::Forbidden {
                surprises.push(format!("{line} as {role:?} with {headers:?}: {heard}"));
            }
        }
        // What was asked for can still be done, so it was not done before.
        let heard = stage.asks(person, &asked).await;
        if heard.outcome() != Outcome::Allowed {
            surprises.push(format!("{line} as {role:?} from a page of ours: {heard}"));
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
    assert!(tried > 50, "only {tried} changes were tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_changes_nothing() {
    let desk = stage::desk().await;
    let stage = Stage::set(&desk).await;
    let owner = stage.person(Role::Owner);
    let last_event = async || {
        let actor = desk.actor("Olivia").await;
        desk.app.desk.inbox_view(&actor, ListQuery::default(), None, None).await.unwrap().cursor
    };
    for line in line::all().into_iter().filter(|line| line.method != "POST") {
        let asked = stage.fill(&line, owner).await;
        let before = last_event().await;
        stage.asks(owner, &asked).await;
        assert_eq!(last_event().await, before, "{line} has changed something");
    }
}

#[test]
fn a_line_says_whom_it_lets_in() {
    let lines = line::read("\n# A comment.\nGET /a/{file}?b=c  SignIn SignIn NotFound Allowed Allowed Invalid  d=e\n");
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((line.method, line.path, line.body), ("GET", "/a/{file}?b=c", "d=e"));
    assert_eq!((line.expected(Role::Nobody), line.expected(Role::Stranger)), (Outcome::SignIn, Outcome::Invalid));
    assert_eq!(line.expected(Role::Outsider), Outcome::NotFound);
}
