//! Many at once: nothing lost, doubled or misordered, whoever disconnects whenever.

use crate::TestDesk;
use crate::watcher::{Watcher, everybody};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use types::action::Action;
use types::conversation::{Priority, SnoozeUntil};
use types::draft::Outgoing;
use types::message::Audience;
use types::view::{ListQuery, StatusFilter, View};
use types::visitor::VisitorDraft;
use types::{ConversationId, LabelId, Uuid};

fn draft(text: &str) -> VisitorDraft {
    VisitorDraft { client_id: Uuid::new_v4(), text: text.to_owned(), attachments: Vec::new() }
}

fn everything() -> ListQuery {
    ListQuery { view: View::All, status: StatusFilter::Any, ..ListQuery::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_first_messages_at_once_are_one_contact_and_one_conversation_in_order() {
    let desk = TestDesk::start().await;
    let talk = &desk.app.desk;
    let site = talk.website(desk.demo.inbox_key).await.unwrap();
    let olivia = desk.actor("Olivia").await;
    let before = talk.inbox_view(&olivia, everything(), None, None).await.unwrap().list.rows.len();
    let token = "t".repeat(43);
    let writes = (0..20).map(|n| {
        let (talk, site, token) = (talk.clone(), site.clone(), token.clone());
        tokio::spawn(async move { talk.visitor_writes(&site, &token, draft(&format!("message {n}"))).await.unwrap() })
    });
    let mut written = Vec::new();
    for write in writes.collect::<Vec<_>>() {
        written.push(write.await.unwrap().0);
    }
    let rows = talk.inbox_view(&olivia, everything(), None, None).await.unwrap().list.rows;
    assert_eq!(rows.len(), before + 1);
    assert_eq!(rows[0].message_count, 20);
    assert_eq!(rows[0].unread, 20);
    let thread = talk.visitor_thread(&site, &token, None).await.unwrap().messages;
    written.sort_by_key(|message| (message.at, message.id));
    assert_eq!(thread.iter().map(|m| m.id).collect::<Vec<_>>(), written.iter().map(|m| m.id).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_repeats_of_one_message_at_once_are_one_message() {
    let desk = TestDesk::start().await;
    let talk = &desk.app.desk;
    let site = talk.website(desk.demo.inbox_key).await.unwrap();
    let (token, one) = ("t".repeat(43), draft("only once"));
    let writes = (0..50).map(|_| {
        let (talk, site, token, one) = (talk.clone(), site.clone(), token.clone(), one.clone());
        tokio::spawn(async move { talk.visitor_writes(&site, &token, one).await.unwrap() })
    });
    let (mut ids, mut new) = (std::collections::BTreeSet::new(), 0);
    for write in writes.collect::<Vec<_>>() {
        let (message, is_new) = write.await.unwrap();
        ids.insert(message.id);
        new += u32::from(is_new);
    }
    assert_eq!((ids.len(), new), (1, 1));

    let ana = desk.actor("Ana").await;
    let rows = talk.inbox_view(&ana, everything(), None, None).await.unwrap().list.rows;
    let (id, reply) = (rows[0].id, Outgoing::text(Uuid::new_v4(), Audience::Customer, "once"));
    let sends = (0..50).map(|_| {
        let (talk, ana, reply) = (talk.clone(), ana.clone(), reply.clone());
        tokio::spawn(async move { talk.send(&ana, id, reply).await.unwrap().id })
    });
    let mut ids = std::collections::BTreeSet::new();
    for send in sends.collect::<Vec<_>>() {
        ids.insert(send.await.unwrap());
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(talk.visitor_thread(&site, &token, None).await.unwrap().messages.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn abandoned_writes_are_whole_or_absent_and_leave_no_lock() {
    let desk = TestDesk::start().await;
    let talk = &desk.app.desk;
    let site = talk.website(desk.demo.inbox_key).await.unwrap();
    let token = "t".repeat(43);
    for n in 0..200_u64 {
        let write = talk.visitor_writes(&site, &token, draft(&format!("abandoned {n}")));
        // Dropped at another point each time.
        drop(tokio::time::timeout(std::time::Duration::from_micros(n * 7), write).await);
    }
    let last = tokio::time::timeout(
        std::time::Duration::from_secs(20),
        talk.visitor_writes(&site, &token, draft("still open")),
    );
    last.await.expect("no lock is left behind").unwrap();
    let olivia = desk.actor("Olivia").await;
    let row = talk.inbox_view(&olivia, everything(), None, None).await.unwrap().list.rows[0].clone();
    let thread = talk.inbox_view(&olivia, everything(), Some(row.id), None).await.unwrap().thread.unwrap();
    let texts = row.message_count.min(50);
    assert_eq!(thread.messages.iter().filter(|m| !m.body.is_internal()).count(), usize::try_from(texts).unwrap());
    assert_eq!(talk.recount(olivia.account).await.unwrap().differences, Vec::<String>::new());
}

/// One random change by somebody, on a random conversation. What is refused is fine; what is done must be seen by all.
async fn something(desk: &TestDesk, watchers: &[Watcher], ids: &[ConversationId], random: &mut StdRng) -> String {
    let talk = &desk.app.desk;
    let actor = watchers[random.random_range(0..watchers.len())].actor.clone();
    let id = ids[random.random_range(0..ids.len())];
    let agent = watchers[random.random_range(0..watchers.len())].actor.user;
    let groups = talk.directory(&actor).await.unwrap().groups;
    let group = groups[random.random_range(0..groups.len())].id;
    let label = LabelId(random.random_range(1..=3));
    let action = match random.random_range(0..16) {
        0 => Action::Assign(Some(agent)),
        1 => Action::Assign(None),
        2 => Action::Group(Some(group)),
        3 => Action::Group(None),
        4 => Action::Resolve,
        5 => Action::Reopen,
        6 => Action::Pend,
        7 => Action::Snooze(SnoozeUntil::Hour),
        8 => Action::Prioritize(Priority::ALL[random.random_range(0..4)]),
        9 => Action::AddLabel(label),
        10 => Action::RemoveLabel(label),
        11 => Action::MarkUnread,
        12 => {
            let site = talk.website(desk.demo.inbox_key).await.unwrap();
            let token = format!("{:043}", random.random_range(0..6));
            drop(talk.visitor_writes(&site, &token, draft("something")).await);
            return "a visitor's message".to_owned();
        }
        13 | 14 => {
            let audience = if random.random() { Audience::Customer } else { Audience::Team };
            let outgoing = Outgoing::text(Uuid::new_v4(), audience, "x");
            drop(talk.send(&actor, id, outgoing).await);
            return format!("{audience} message");
        }
        _ => {
            desk.clock.advance(std::time::Duration::from_mins(random.random_range(0..50)));
            talk.wake_snoozed().await.unwrap();
            return "time".to_owned();
        }
    };
    drop(talk.act(&actor, vec![id], action).await);
    format!("{action:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_disconnects_whenever_ends_with_the_servers_view() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(rand::random);
    println!("SEED={seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let desk = TestDesk::start().await;
    let olivia = desk.actor("Olivia").await;
    let rows = desk.app.desk.inbox_view(&olivia, everything(), None, None).await.unwrap().list.rows;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut watchers = everybody(&desk, ids[0]).await;
    for _ in 0..250 {
        let what = something(&desk, &watchers, &ids, &mut random).await;
        // Some pages are connected, others asleep.
        for watcher in &mut watchers {
            if random.random_range(0..4) == 0 {
                watcher.verifies(&what).await;
            }
        }
    }
    for watcher in &mut watchers {
        watcher.verifies("everything").await;
    }
    assert_eq!(desk.app.desk.recount(olivia.account).await.unwrap().differences, Vec::<String>::new());
}
