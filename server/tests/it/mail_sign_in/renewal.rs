//! Tokens end after an hour, and nobody notices; and when the provider gives out no more, people do, and nothing is lost.

use super::office::Office;
use super::provider::given;
use crate::desk::simulated::until;
use domain::channels::{MailTokens, Renewal};
use serde_json::json;
use std::time::Duration;
use types::inbox::Severity;
use types::message::StepKind;

/// Shortly before a token of an hour has only five minutes left, and shortly after.
const ALMOST: Duration = Duration::from_secs(55 * 60);
const A_MOMENT: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_renewed_before_it_ends_and_the_last_refresh_token_is_the_one_that_counts() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    office.servers_accept("access-one");
    let (stop, ended) = office.workers();
    office.mailbox.heard("IDLE", 1).await;
    office.desk.clock.advance(ALMOST);
    let first = office.answers("first").await;
    office.comes(&first, "sent").await;
    assert_eq!(office.provider.brought(), [""; 0]);

    // Less than five minutes are left, and nobody has been refused yet.
    office.provider.tells(200, given("access-two", Some("refresh-two")));
    office.servers_accept("access-two");
    office.desk.clock.advance(A_MOMENT);
    let second = office.answers("second").await;
    office.comes(&second, "sent").await;
    assert_eq!((office.provider.brought(), office.letterbox.refused()), (vec!["refresh-one".to_owned()], 0));

    // The provider keeps the refresh token this time, and the program is started anew before the next.
    stop.send(()).unwrap();
    ended.await.unwrap();
    for access in ["access-three", "access-four"] {
        office.desk.clock.advance(ALMOST + A_MOMENT);
        office.provider.tells(200, given(access, None));
        office.servers_accept(access);
        let answer = office.answers(access).await;
        let (stop, ended) = office.workers();
        office.comes(&answer, "sent").await;
        stop.send(()).unwrap();
        ended.await.unwrap();
    }
    assert_eq!(office.provider.brought(), ["refresh-one", "refresh-two", "refresh-two"]);
    assert_eq!((office.letterbox.taken().len(), office.is_red().await), (4, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn outboxes_and_readers_of_two_nodes_that_want_a_token_at_once_get_one() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    office.desk.clock.advance(Duration::from_secs(2 * 60 * 60));
    office.provider.is_silent(true);
    let answer = office.answers("Good morning!").await;
    let (_first, _) = office.workers();
    let (_second, _) = office.workers();
    let asked = async || (!office.provider.brought().is_empty()).then_some(());
    until("the provider is asked", asked).await;
    office.servers_accept("access-two");
    office.provider.tells(200, given("access-two", Some("refresh-two")));
    office.provider.is_silent(false);
    office.comes(&answer, "sent").await;
    office.mailbox.heard("IDLE", 2).await;
    assert_eq!((office.provider.brought(), office.letterbox.refused()), (vec!["refresh-one".to_owned()], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_one_renews_and_who_comes_too_late_neither_loses_nor_replaces_anything() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    let (desk, owner) = (&office.desk.app.desk, office.desk.actor("Olivia").await);
    let inbox = desk.inbox_config(owner.account, office.inbox).await.unwrap();
    let begins = async || desk.begin_renewal(&inbox, None).await.unwrap();
    let tokens = |access: &str| MailTokens {
        access: access.to_owned(),
        refresh: Some(format!("{access}-refresh")),
        good_until: desk.now() + Duration::from_secs(3600),
    };
    assert!(matches!(begins().await, Renewal::Fresh(grant) if grant.access == "access-one"));
    office.desk.clock.advance(Duration::from_secs(3600));
    let Renewal::Mine(slow) = begins().await else { panic!() };
    assert_eq!(begins().await, Renewal::Others);
    // Whoever renews is gone.
    office.desk.clock.advance(Duration::from_secs(61));
    let Renewal::Mine(quick) = begins().await else { panic!() };
    desk.finish_renewal(&inbox, &quick, tokens("quick")).await.unwrap();
    let good = desk.finish_renewal(&inbox, &slow, tokens("slow")).await.unwrap().unwrap();
    assert_eq!((&*good.access, &*good.refresh), ("quick", "quick-refresh"));
    assert_eq!(begins().await, Renewal::Fresh(good.clone()));
    // A refusal of what nobody has any more says nothing about what there is.
    desk.hold(&inbox, Some(slow.version), "Too late".to_owned()).await.unwrap();
    assert_eq!(desk.begin_renewal(&inbox, Some(slow.version)).await.unwrap(), Renewal::Fresh(good));
    assert!(!office.is_red().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_a_server_does_not_accept_is_renewed_once_more() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    office.servers_accept("access-two");
    office.provider.tells(200, given("access-two", Some("refresh-two")));
    let answer = office.answers("Good morning!").await;
    let (_stop, _) = office.workers();
    office.comes(&answer, "sent").await;
    office.mailbox.heard("IDLE", 1).await;
    assert_eq!(office.provider.brought(), ["refresh-one"]);
    assert_eq!(office.letterbox.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_another_token_is_refused_as_well_the_message_waits_and_administrators_are_called() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    for _ in 0..20 {
        office.provider.tells(200, given("of-another-account", None));
    }
    office.mailbox.accepts("of-another-account");
    let answer = office.answers("Good morning!").await;
    let (_stop, _) = office.workers();
    let red = async || office.is_red().await.then_some(());
    until("administrators are called", red).await;
    assert_eq!(office.delivery(&answer).await.as_str(), "queued");
    let page = office.page().await;
    assert!(page.notices[0].sentence.contains("cannot send: The mail server did not accept"), "{:?}", page.notices);
    // Sending by SMTP is allowed at the provider.
    office.letterbox.accepts("of-another-account");
    office.desk.clock.advance(Duration::from_secs(60));
    office.comes(&answer, "sent").await;
    assert_eq!((office.letterbox.taken().len(), office.is_red().await), (1, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_the_provider_ends_keeps_messages_until_somebody_signs_in_and_each_goes_once() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    office.desk.clock.advance(Duration::from_secs(2 * 60 * 60));
    office.provider.tells(400, json!({"error": "invalid_grant"}));
    let answer = office.answers("Good morning!").await;
    let (_stop, _) = office.workers();
    let red = async || office.is_red().await.then_some(());
    until("administrators are called", red).await;
    let page = office.page().await;
    let [notice] = &page.notices[..] else { panic!("{:?}", page.notices) };
    assert!(notice.sentence.contains("cannot send: Sign in again"), "{notice:?}");
    assert_eq!((notice.severity, page.health.waiting), (Severity::Bad, 1));
    assert!(page.sign_in.unwrap().held.is_some());
    // However long it takes.
    office.desk.clock.advance(Duration::from_hours(100));
    let second = office.answers("And good night!").await;
    assert_eq!(office.delivery(&answer).await.as_str(), "queued");
    assert_eq!((office.provider.brought().len(), office.letterbox.taken().len()), (1, 0));

    office.servers_accept("access-two");
    office.signs_in("access-two", "refresh-two").await;
    for message in [&answer, &second] {
        office.comes(message, "sent").await;
    }
    let taken = office.letterbox.taken();
    assert_eq!(taken.len(), 2);
    assert!(taken[0].contains("Good morning!") && taken[1].contains("And good night!"), "{taken:?}");
    let steps = office.desk.app.desk.message_steps(&office.desk.actor("Olivia").await, answer.id).await.unwrap();
    assert_eq!(steps.iter().filter(|step| step.step == StepKind::Attempted).count(), 1, "{steps:?}");
    assert!(!office.is_red().await);
    assert_eq!(office.page().await.sign_in.unwrap().held, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_away_for_a_moment_stops_nothing_while_the_token_is_good() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    office.servers_accept("access-one");
    office.desk.clock.advance(ALMOST + A_MOMENT);
    let answer = office.answers("Good morning!").await;
    let (_stop, _) = office.workers();
    office.comes(&answer, "sent").await;
    assert!(!office.provider.brought().is_empty() && !office.is_red().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_client_secret_changes_nothing_and_another_client_means_signing_in_again() {
    let office = Office::open().await;
    office.signs_in("access-one", "refresh-one").await;
    office.changes("scopes", "imap smtp").await;
    assert_eq!(office.page().await.sign_in.unwrap().held, None);

    // The secret has run out: a new one is all that is missing.
    office.desk.clock.advance(Duration::from_secs(2 * 60 * 60));
    office.provider.tells(401, json!({"error": "invalid_client"}));
    let answer = office.answers("Good morning!").await;
    let (_stop, _) = office.workers();
    let red = async || office.is_red().await.then_some(());
    until("administrators are called", red).await;
    assert!(office.page().await.notices[0].sentence.contains("client secret"));
    office.servers_accept("access-two");
    office.provider.tells(200, given("access-two", None));
    office.changes("client_secret", "n3w").await;
    office.comes(&answer, "sent").await;
    assert_eq!(office.provider.asked().last().unwrap()["client_secret"], "n3w");
    assert_eq!((office.provider.brought(), office.is_red().await), (vec!["refresh-one".to_owned(); 2], false));

    office.changes("client_id", "client-2").await;
    let sign_in = office.page().await.sign_in.unwrap();
    assert!(sign_in.held.is_some() && sign_in.good_until.is_none(), "{sign_in:?}");
}
