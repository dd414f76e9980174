//! Every verb: what the pages make of its events is what a fresh load shows.

use crate::TestDesk;
use crate::watcher::everybody;
use domain::incoming::Inbound;
use types::action::Action;
use types::contact::ContactEdit;
use types::conversation::{Priority, SnoozeUntil, StatusKind};
use types::draft::Outgoing;
use types::group::Heir;
use types::label::LabelColor;
use types::message::{Audience, MessageBody};
use types::visitor::VisitorDraft;
use types::{ConversationId, Problem, Timestamp, Uuid};

/// Does `act` between a load of everybody's page and a look at what became of it.
macro_rules! verify_change {
    ($desk:ident, $open:expr, $what:literal, $act:expr) => {{
        let mut watchers = everybody(&$desk, $open).await;
        let out = $act;
        for watcher in &mut watchers {
            watcher.verifies($what).await;
        }
        out
    }};
}

async fn of(desk: &TestDesk, customer: &str) -> ConversationId {
    let hits = desk.app.desk.search(&desk.actor("Olivia").await, customer, 0).await.unwrap().hits;
    hits.iter().find(|hit| hit.message.is_none()).unwrap().conversation.id
}

fn outgoing(audience: Audience, text: &str) -> Outgoing {
    Outgoing::text(Uuid::new_v4(), audience, text)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_action_and_its_undoing_keeps_every_page_right() {
    let desk = TestDesk::start().await;
    let jonas = of(&desk, "Jonas").await;
    let olivia = desk.actor("Olivia").await;
    let directory = desk.app.desk.directory(&olivia).await.unwrap();
    let (ana, chiara) = (desk.actor("Ana").await.user, desk.actor("Chiara").await.user);
    for action in [
        Action::Assign(Some(ana)),
        Action::Assign(Some(chiara)),
        Action::Group(Some(directory.groups[0].id)),
        Action::Group(None),
        Action::Prioritize(Priority::Low),
        Action::AddLabel(directory.labels[0].id),
        Action::RemoveLabel(directory.labels[2].id),
        Action::MarkRead,
        Action::MarkUnread,
        Action::Pend,
        Action::Snooze(SnoozeUntil::Hour),
        Action::Resolve,
        Action::Assign(None),
    ] {
        let undo =
            verify_change!(desk, jonas, "an action", desk.app.desk.act(&olivia, vec![jonas], action).await.unwrap());
        let before =
            desk.app.desk.inbox_view(&olivia, types::view::ListQuery::default(), Some(jonas), None).await.unwrap();
        for (id, back) in undo {
            verify_change!(desk, jonas, "an undoing", desk.app.desk.act(&olivia, vec![id], back).await.unwrap());
        }
        // And on again, so that the actions build on each other.
        let summary = before.thread.unwrap().conversation;
        if action.undone(&summary).is_some() || summary.status.kind() != StatusKind::Resolved {
            drop(desk.app.desk.act(&olivia, vec![jonas], action).await);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_from_both_sides_keep_every_page_right() {
    let desk = TestDesk::start().await;
    let jonas = of(&desk, "Jonas").await;
    let (olivia, ben) = (desk.actor("Olivia").await, desk.actor("Ben").await);
    let talk = &desk.app.desk;
    verify_change!(
        desk,
        jonas,
        "a note",
        talk.send(&ben, jonas, outgoing(Audience::Team, "hm @Ana Costa")).await.unwrap()
    );
    verify_change!(
        desk,
        jonas,
        "a reply",
        talk.send(&ben, jonas, outgoing(Audience::Customer, "Hi Jonas")).await.unwrap()
    );
    verify_change!(
        desk,
        jonas,
        "a greeting",
        talk.bot_says(olivia.account, jonas, MessageBody::text("One moment")).await.unwrap()
    );
    verify_change!(desk, jonas, "resolving", talk.act(&ben, vec![jonas], Action::Resolve).await.unwrap());
    let inbox = talk.inbox_view(&olivia, types::view::ListQuery::default(), Some(jonas), None).await.unwrap();
    let (account, inbox) = (olivia.account, inbox.thread.as_ref().unwrap().conversation.inbox);
    let inbound = |id: &str, sent_at| {
        let body = MessageBody::text("Are you still there?");
        let plain = Inbound::new(account, inbox, "demo:Jonas Weber".to_owned(), id.to_owned(), body);
        Inbound { sent_at, ..plain }
    };
    verify_change!(desk, jonas, "the customer's coming back", talk.receive(inbound("a", None)).await.unwrap());
    let late = Some(Timestamp(crate::desk::NOW.0 - 60_000_000));
    verify_change!(desk, jonas, "a late message", talk.receive(inbound("b", late)).await.unwrap());
    let future = Some(Timestamp(i64::MAX));
    let accepted =
        verify_change!(desk, jonas, "a message from the future", talk.receive(inbound("c", future)).await.unwrap());
    assert!(accepted.message.sent_at <= accepted.message.received_at);
    let repeat = verify_change!(desk, jonas, "a repeat", talk.receive(inbound("c", future)).await.unwrap());
    assert!(repeat.repeated);
    assert_eq!(repeat.message, accepted.message);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_and_programs_keep_every_page_right() {
    let desk = TestDesk::start().await;
    let jonas = of(&desk, "Jonas").await;
    let talk = &desk.app.desk;
    let site = talk.website(desk.demo.inbox_key).await.unwrap();
    let token = "a".repeat(43);
    let draft = || VisitorDraft { client_id: Uuid::new_v4(), text: "Hello?".to_owned(), attachments: Vec::new() };
    let (first, _) =
        verify_change!(desk, jonas, "a new visitor", talk.visitor_writes(&site, &token, draft()).await.unwrap());
    verify_change!(desk, jonas, "the visitor's second", talk.visitor_writes(&site, &token, draft()).await.unwrap());
    verify_change!(desk, jonas, "received", talk.visitor_received(&site, &token, first.at).await.unwrap());
    verify_change!(desk, jonas, "seen", talk.visitor_seen(&site, &token, first.at).await.unwrap());
    let program = talk.token(desk.demo.api_token).await.unwrap();
    let session = verify_change!(desk, jonas, "a session", talk.create_session(&program).await.unwrap());
    for author in [domain::AuthorType::Customer, domain::AuthorType::ServiceAgent] {
        verify_change!(
            desk,
            jonas,
            "a session's message",
            talk.post_to_session(&program, session.id, author, "x").await.unwrap()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_around_conversations_keep_every_page_right() {
    let desk = TestDesk::start().await;
    let jonas = of(&desk, "Jonas").await;
    let talk = &desk.app.desk;
    let olivia = desk.actor("Olivia").await;
    let (ana, ben) = (desk.actor("Ana").await.user, desk.actor("Ben").await.user);
    let edit = ContactEdit { name: "Jonas W.".to_owned(), email: "j@w.example".to_owned(), phone: String::new() };
    let view = talk.inbox_view(&olivia, types::view::ListQuery::default(), Some(jonas), None).await.unwrap();
    let contact = view.thread.unwrap().conversation.contact.id;
    verify_change!(desk, jonas, "a contact's edit", talk.edit_contact(&olivia, contact, edit).await.unwrap());
    verify_change!(
        desk,
        jonas,
        "a new label",
        talk.create_label(&olivia, "Later", LabelColor::Gray, None).await.unwrap()
    );
    let on = Some(jonas);
    verify_change!(desk, jonas, "one put on", talk.create_label(&olivia, "Now", LabelColor::Red, on).await.unwrap());
    let reply = verify_change!(
        desk,
        jonas,
        "a new canned reply",
        talk.save_canned_reply(&olivia, None, "x", "y").await.unwrap()
    );
    verify_change!(
        desk,
        jonas,
        "its change",
        talk.save_canned_reply(&olivia, Some(reply.id), "x2", "y").await.unwrap()
    );
    verify_change!(desk, jonas, "its end", talk.delete_canned_reply(&olivia, reply.id).await.unwrap());
    let group = verify_change!(desk, jonas, "a new group", talk.create_group(&olivia, "Night").await.unwrap());
    verify_change!(desk, jonas, "its name", talk.rename_group(&olivia, group.id, "Night shift").await.unwrap());
    verify_change!(desk, jonas, "its members", talk.set_members(&olivia, group.id, vec![ana, ben]).await.unwrap());
    let there = Action::Group(Some(group.id));
    verify_change!(desk, jonas, "its first conversation", talk.act(&olivia, vec![jonas], there).await.unwrap());
    verify_change!(desk, jonas, "fewer members", talk.set_members(&olivia, group.id, vec![ben]).await.unwrap());
    verify_change!(desk, jonas, "its end", talk.delete_group(&olivia, group.id, Heir::Everyone).await.unwrap());
    verify_change!(
        desk,
        jonas,
        "a snooze",
        talk.act(&olivia, vec![jonas], Action::Snooze(SnoozeUntil::Hour)).await.unwrap()
    );
    desk.clock.advance(std::time::Duration::from_hours(2));
    let woken = verify_change!(desk, jonas, "its end", talk.wake_snoozed().await.unwrap());
    assert_eq!(woken, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_agent_may_not_see_does_not_exist_for_them() {
    let desk = TestDesk::start().await;
    let mara = of(&desk, "Mara").await;
    let ben = desk.actor("Ben").await;
    let talk = &desk.app.desk;
    let gone = |what: Result<(), Problem>| assert!(matches!(what, Err(Problem::NotFound { .. })), "{what:?}");
    gone(talk.inbox_view(&ben, types::view::ListQuery::default(), Some(mara), None).await.map(drop));
    gone(talk.send(&ben, mara, outgoing(Audience::Customer, "Hi")).await.map(drop));
    gone(talk.act(&ben, vec![mara], Action::Assign(Some(ben.user))).await.map(drop));
    gone(talk.seen(&ben, mara).await);
    assert!(talk.search(&ben, "Mara", 0).await.unwrap().hits.is_empty());
    assert!(matches!(talk.statistics(&ben, period()).await, Err(Problem::Forbidden { .. })));
    assert!(matches!(talk.create_group(&ben, "Mine").await, Err(Problem::Forbidden { .. })));
}

fn period() -> types::statistics::Period {
    let (first, last) = ("2026-11-01".to_owned(), "2026-11-30".to_owned());
    types::statistics::Period { first, last, zone: "Europe/Berlin".to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_for_a_conversation_one_may_not_see_is_not_made() {
    let desk = TestDesk::start().await;
    let (talk, olivia) = (&desk.app.desk, desk.actor("Olivia").await);
    let hidden = Some(ConversationId(999_999));
    let refused = talk.create_label(&olivia, "Later", LabelColor::Gray, hidden).await;
    assert!(matches!(refused, Err(Problem::NotFound { .. })), "{refused:?}");
    // Had it been made, the name would be taken.
    talk.create_label(&olivia, "Later", LabelColor::Gray, None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn statistics_agree_with_a_recount_of_every_timeline() {
    let desk = TestDesk::start().await;
    let (olivia, talk) = (desk.actor("Olivia").await, &desk.app.desk);
    // A conversation of known times, on an inbox of its own.
    let inbox = desk.connects(types::inbox::ChannelKind::Whatsapp, "1").await.inbox.id;
    let asks = Inbound::new(olivia.account, inbox, "491701".to_owned(), "a".to_owned(), MessageBody::text("Hello?"));
    let place = talk.receive(asks).await.unwrap().message.conversation;
    desk.clock.advance(std::time::Duration::from_mins(10));
    talk.send(&olivia, place, outgoing(Audience::Customer, "On it")).await.unwrap();
    desk.clock.advance(std::time::Duration::from_mins(20));
    talk.act(&olivia, vec![place], Action::Resolve).await.unwrap();
    let recount = talk.recount(olivia.account).await.unwrap();
    assert_eq!(recount.differences, Vec::<String>::new());
    assert!(recount.checked > 10);
    let statistics = talk.statistics(&olivia, period()).await.unwrap();
    assert_eq!(statistics.total.new, recount.checked);
    assert_eq!(statistics.days.iter().map(|day| day.figures.message_in).sum::<i64>(), statistics.total.message_in);
    assert_eq!(statistics.heat.iter().flatten().sum::<i64>(), statistics.total.message_in);
    // Ten minutes, told in steps of a tenth.
    let figures = &statistics.inboxes.iter().find(|figures| figures.inbox == inbox).unwrap().figures;
    assert!((600..=660).contains(&figures.first_response.p90), "{figures:?}");
    assert!((1_800..=1_980).contains(&figures.resolution.p90), "{figures:?}");
    for metric in types::statistics::Metric::ALL {
        let evidence =
            talk.evidence(&olivia, period(), *metric, types::statistics::EvidenceFilter::default()).await.unwrap();
        let told = match metric {
            types::statistics::Metric::New => statistics.total.new,
            types::statistics::Metric::Resolved => statistics.total.resolved,
            types::statistics::Metric::Reopened => statistics.total.reopened,
            types::statistics::Metric::MessageIn => statistics.total.message_in,
            types::statistics::Metric::MessageOut => statistics.total.message_out,
            types::statistics::Metric::FirstResponse => statistics.total.first_response.count,
            types::statistics::Metric::Resolution => statistics.total.resolution.count,
        };
        assert_eq!(i64::try_from(evidence.entries.len()).unwrap(), told.min(50), "{metric}");
    }
}
