//! A day after the customer's last message only approved templates may be sent.

use crate::desk::simulated::{answer, until};
use crate::desk::{Simulated, TestDesk};
use serde_json::json;
use types::draft::{ChosenTemplate, Outgoing};
use types::inbox::ChannelKind;
use types::message::{MessageBody, TemplateStatus};
use types::{ConversationId, Noun, Problem};

/// A conversation in which the customer wrote 25 hours ago.
async fn after_a_day(line: &Simulated<'_>) -> ConversationId {
    let name = line.acts(json!({"kind": "text", "text": "Hello?", "age_seconds": 25 * 3_600})).await;
    line.arrives(&name).await.conversation
}

fn template(name: &str, language: &str, values: &[&str]) -> Outgoing {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    let chosen = ChosenTemplate { name: name.to_owned(), language: language.to_owned(), values };
    Outgoing { template: Some(chosen), ..answer("") }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_asks_for_a_template_and_a_template_gets_through() {
    for channel in [ChannelKind::Whatsapp, ChannelKind::Gupshup] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let conversation = after_a_day(&line).await;
        let refused = line.sends(conversation, answer("Good morning!")).await;
        let Err(Problem::Conflict { message }) = refused else { panic!("{refused:?}") };
        assert!(message.contains("24 hours") && message.contains("template"), "{message}");

        let templates = desk.app.desk.templates(&line.agent().await, conversation).await.unwrap();
        assert!(templates.iter().all(|template| template.status == TemplateStatus::Approved));
        let mut names: Vec<_> = templates.iter().map(|template| template.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["appointment_reminder", "ask_to_continue", "new_arrivals", "order_update"], "{channel}");

        let reminder = template("appointment_reminder", "en", &["Ana", "Friday", "10:30"]);
        let sent = line.sends(conversation, reminder).await.unwrap();
        line.comes(&sent, "read").await;
        let text = "Hello Ana, we look forward to seeing you on Friday at 10:30. Does the time still suit you?";
        assert_eq!(line.words_for(line.customer).await, [text], "{channel}");
        let MessageBody::Template { text: shown, .. } = line.again(&sent).await.body else { panic!() };
        assert_eq!(shown, text, "{channel}");

        // The customer taps the template's button, which opens the window again.
        let id = line.accepted().await[0]["id"].as_str().unwrap().to_owned();
        line.acts(json!({"kind": "choice", "reply_to": id, "choice": "Another time, please"})).await;
        let chosen = async || {
            let messages = line.thread(conversation).await.messages;
            let is_it = |body: &MessageBody| matches!(body, MessageBody::Choice { title, .. } if title == "Another time, please");
            messages.into_iter().find(|message| is_it(&message.body))
        };
        let chosen = until("the choice arrives", chosen).await;
        let quoted = chosen.reply_to.as_ref().and_then(|quote| quote.message);
        // Gupshup does not tell which message a template's button belongs to.
        assert!(quoted == Some(sent.id) || channel == ChannelKind::Gupshup, "{chosen:?}");
        let sent = line.sends(conversation, answer("When, then?")).await.unwrap();
        line.comes(&sent, "read").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_with_a_line_on_top_and_a_link_has_all_its_gaps_filled() {
    for channel in [ChannelKind::Whatsapp, ChannelKind::Gupshup] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let conversation = after_a_day(&line).await;
        let templates = desk.app.desk.templates(&line.agent().await, conversation).await.unwrap();
        let known = templates.iter().find(|template| template.name == "order_update").unwrap();
        let values = ["2026-7", "Ana", "Tuesday", "2026-7"];
        assert_eq!(known.variables().len(), values.len(), "{channel}: {known:#?}");
        let sent = line.sends(conversation, template("order_update", "en", &values)).await.unwrap();
        line.comes(&sent, "read").await;
        let text = line.words_for(line.customer).await.remove(0);
        assert!(text.contains("Hello Ana, your order") && text.contains("on Tuesday."), "{channel}: {text}");
        assert!(sent.body.words().contains("Order 2026-7\nHello Ana"), "{:?}", sent.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_left_open_is_named_and_nothing_is_sent() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = after_a_day(&line).await;
    desk.app.desk.templates(&line.agent().await, conversation).await.unwrap();
    let refused = line.sends(conversation, template("appointment_reminder", "en", &["Ana", " "])).await;
    let Err(Problem::Invalid { field, message }) = refused else { panic!("{refused:?}") };
    assert_eq!((field.as_str(), message.contains("{{2}}")), ("value1", true), "{message}");
    // One that is not approved, or not there, is none.
    for name in ["winter_sale", "nothing"] {
        let refused = line.sends(conversation, template(name, "en", &["a", "b"])).await;
        assert_eq!(refused.unwrap_err(), Problem::NotFound { what: Noun::Template });
    }
    assert_eq!(line.said(conversation).await, ["Hello?"]);
    assert!(line.accepted().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_a_person_may_still_answer_on_messenger_and_on_instagram() {
    for channel in [ChannelKind::Messenger, ChannelKind::Instagram] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let conversation = after_a_day(&line).await;
        let sent = line.answers(conversation, "Good morning!").await;
        line.comes(&sent, "read").await;
        let old = line.acts_as(line.other, json!({"kind": "text", "text": "Hm", "age_seconds": 8 * 86_400})).await;
        let conversation = line.arrives(&old).await.conversation;
        let refused = line.sends(conversation, answer("Too late")).await;
        assert!(matches!(refused, Err(Problem::Conflict { .. })), "{refused:?}");
    }
}
