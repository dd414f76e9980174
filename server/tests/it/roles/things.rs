//! What the table's lines ask for: each name in braces stands for something that is made for that one request.

use super::people::{Person, SECRET_WORD, VISITOR_TOKEN};
use super::stage::Stage;
use crate::desk::simulated;
use crate::pdf_pages;
use domain::Actor;
use domain::incoming::{Inbound, Page};
use domain::outbox::Outcome;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::Duration;
use types::action::Action;
use types::draft::Outgoing;
use types::inbox::{ChannelDraft, ChannelKind, Severity};
use types::label::LabelColor;
use types::message::{Attachment, Audience, Author, Email, Message, MessageBody};
use types::{AccountId, ConversationId, InboxId, MessageId, Uuid};

/// The names between braces, in order. Braces of JSON are none: what follows them is no plain word.
pub(super) fn names(text: &str) -> Vec<&str> {
    let candidates = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    candidates.map(|(name, _)| name).filter(is_name).collect()
}

/// Whether somebody else's thing could be asked for by that name; the others are the asker's own, or nothing yet.
pub(super) fn can_be_absent(name: &str) -> bool {
    !matches!(name, "own" | "own_group" | "uuid" | "word")
}

/// An address that was never given out, in the shape of one that was.
fn absent(name: &str) -> String {
    match name {
        "file" | "mail" | "pdf" | "chat_file" => "x".repeat(43),
        "session" => Uuid::new_v4().to_string(),
        "site" | "hook" | "lent" | "state" => "nobodyknows".to_owned(),
        _ => "987654321".to_owned(),
    }
}

/// What one request asks for.
pub(super) struct Things<'a> {
    stage: &'a Stage<'a>,
    person: &'a Person,
    made: BTreeMap<String, String>,
    /// The customer's message that began the conversation, which several names are about.
    first: Option<Message>,
}

impl<'a> Things<'a> {
    pub(super) fn asked_for_by(stage: &'a Stage<'a>, person: &'a Person) -> Self {
        Self { stage, person, made: BTreeMap::new(), first: None }
    }

    /// The text with every name replaced; by what is not there for those that are `gone`.
    pub(super) async fn fill(&mut self, text: &str, gone: &[&str]) -> String {
        let mut filled = text.to_owned();
        for name in names(text) {
            let value = if gone.contains(&name) { absent(name) } else { self.get(name).await };
            filled = filled.replace(&format!("{{{name}}}"), &value);
        }
        filled
    }

    async fn get(&mut self, name: &str) -> String {
        if let Some(known) = self.made.get(name) {
            return known.clone();
        }
        let value = self.make(name).await;
        // Another request needs another word, even about the same things.
        if can_be_absent(name) || name.starts_with("own") {
            self.made.insert(name.to_owned(), value.clone());
        }
        value
    }

    /// Makes what the name stands for.
    pub(super) async fn make(&mut self, name: &str) -> String {
        let stage = self.stage;
        let (desk, owner, number) = (&stage.desk.app.desk, stage.owner(), stage.number());
        match name {
            // In a group, and nobody's.
            "conversation" => self.first().await.conversation.to_string(),
            "message" => self.first().await.id.to_string(),
            "contact" => match self.first().await.author {
                Author::Contact(contact) => contact.to_string(),
                other => panic!("{other:?}"),
            },
            // Of the asker's business, for everybody there.
            "own" => self.own_conversation().await.to_string(),
            "own_group" => {
                let group = desk.create_group(&self.manager(), &format!("Own {number}")).await;
                group.unwrap().id.to_string()
            }
            "stuck" => self.stuck_message().await.to_string(),
            "file" => self.upload("note.txt", b"For members only".to_vec()).await.key,
            "upload" => self.upload("note.txt", b"For members only".to_vec()).await.id.to_string(),
            "pdf" => self.upload("plan.pdf", pdf_pages::pages("0 0 20 20", &["0 0 10 10 re f"])).await.key,
            "mail" => self.mail(number).await,
            "lent" => {
                let key = self.upload("note.txt", b"For a provider".to_vec()).await.key;
                desk.lend(&key).unwrap()
            }
            "chat_file" => {
                let site = desk.website(stage.desk.demo.inbox_key).await.unwrap();
                let file = desk.visitor_upload(&site, VISITOR_TOKEN, "a.txt", (&b"From a visitor"[..]).into()).await;
                file.unwrap().key
            }
            "site" => stage.desk.demo.inbox_key.to_owned(),
            "session" => {
                let program = desk.token(stage.desk.demo.api_token).await.unwrap();
                desk.create_session(&program).await.unwrap().id.to_string()
            }
            "group" => desk.create_group(owner, &format!("Group {number}")).await.unwrap().id.to_string(),
            "team" => stage.group.to_string(),
            "colleague" => stage.desk.actor("Chiara").await.user.to_string(),
            "label" => {
                let label = desk.create_label(owner, &format!("Label {number}"), LabelColor::Gray, None).await;
                label.unwrap().id.to_string()
            }
            "reply" => {
                let reply = desk.save_canned_reply(owner, None, &format!("reply{number}"), "Hello").await;
                reply.unwrap().id.to_string()
            }
            "inbox" => {
                let provider = stage.desk.connects(ChannelKind::Whatsapp, &number.to_string()).await;
                provider.inbox.id.to_string()
            }
            "mailbox" => self.mailbox().await.to_string(),
            // What somebody brings back who was sent to the provider of a mailbox.
            "state" => {
                let mailbox = self.mailbox().await;
                let address = desk.begin_sign_in(owner, mailbox).await.unwrap();
                address.split_once("state=").unwrap().1.to_owned()
            }
            "line" => stage.line.id.to_string(),
            "hook" => stage.line.key.clone(),
            "call" => call(&stage.line.route),
            "notice" => self.notice(number).await,
            "letter" => self.dead_letter(number).await,
            "uuid" => Uuid::new_v4().to_string(),
            "word" => format!("word{number}"),
            other => panic!("nobody knows what {other:?} stands for"),
        }
    }

    /// Who manages the asker's business; for those who have none, this one.
    fn manager(&self) -> Actor {
        let stranger = self.person.actor.as_ref().filter(|actor| actor.account != self.stage.line.account);
        stranger.unwrap_or_else(|| self.stage.owner()).clone()
    }

    /// The first message of a new conversation in the group.
    async fn first(&mut self) -> Message {
        if let Some(first) = &self.first {
            return first.clone();
        }
        let words = MessageBody::text(format!("My quetzal is a {SECRET_WORD}."));
        let (account, inbox) = (self.stage.line.account, self.stage.line.id);
        let message = self.in_the_group(inbound(account, inbox, self.stage.number(), words)).await;
        self.first.insert(message).clone()
    }

    /// Takes in what begins a conversation, and gives that to the group.
    async fn in_the_group(&self, inbound: Inbound) -> Message {
        let (stage, desk) = (self.stage, &self.stage.desk.app.desk);
        let message = desk.receive(inbound).await.unwrap().message;
        desk.act(stage.owner(), vec![message.conversation], Action::Group(Some(stage.group))).await.unwrap();
        message
    }

    async fn own_conversation(&self) -> ConversationId {
        let (desk, account) = (&self.stage.desk.app.desk, self.manager().account);
        let inbox = if account == self.stage.line.account {
            self.stage.line.id
        } else {
            desk.websites(account).await.unwrap().remove(0).inbox
        };
        let question = inbound(account, inbox, self.stage.number(), MessageBody::text("Are you open?"));
        desk.receive(question).await.unwrap().message.conversation
    }

    /// An answer that the provider has refused.
    async fn stuck_message(&mut self) -> MessageId {
        let place = self.first().await.conversation;
        let (stage, desk) = (self.stage, &self.stage.desk.app.desk);
        let outgoing = Outgoing::text(Uuid::new_v4(), Audience::Customer, "Hello!");
        let sent = desk.send(&stage.desk.actor("Ben").await, place, outgoing).await.unwrap();
        let due = desk.due_parcels(10_000, Vec::new()).await.unwrap();
        let parcel = due.iter().find(|parcel| parcel.message == sent.id).unwrap();
        let shipment = desk.take_parcel(parcel).await.unwrap().unwrap();
        let refused = Outcome::Never { reason: "The provider does not like it.".to_owned(), code: None };
        desk.settle(&shipment, refused, Duration::ZERO).await.unwrap();
        sent.id
    }

    /// A file in the conversation.
    async fn upload(&mut self, name: &str, bytes: Vec<u8>) -> Attachment {
        let place = self.first().await.conversation;
        self.stage.desk.app.desk.upload(self.stage.owner(), place, name, bytes.into()).await.unwrap()
    }

    /// The page of a mail in the group.
    async fn mail(&self, number: u32) -> String {
        let email = Email { subject: "Hello".to_owned(), text: "Hello".to_owned(), copies: Vec::new(), page: None };
        let page = Page::of("<p>For members only</p>".to_owned(), false);
        let (account, inbox) = (self.stage.line.account, self.stage.line.id);
        let plain = inbound(account, inbox, number, MessageBody::Email(email));
        let message = self.in_the_group(Inbound { page, ..plain }).await;
        message.body.page().unwrap().key.clone()
    }

    /// An inbox of mails for which somebody signs in at the provider.
    async fn mailbox(&self) -> InboxId {
        let values = [
            ("account", "help@shop.example"),
            ("sender_name", "Shop"),
            ("login", "google"),
            ("client_id", "c"),
            ("client_secret", "s"),
        ];
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let draft = ChannelDraft { name: "Mails".to_owned(), values };
        self.stage.desk.app.desk.add_channel(self.stage.owner(), ChannelKind::Email, draft).await.unwrap().id
    }

    async fn notice(&self, number: u32) -> String {
        let (stage, desk, sentence) = (self.stage, &self.stage.desk.app.desk, format!("Something is wrong: {number}."));
        let (account, inbox) = (stage.line.account, stage.line.id);
        desk.notice(account, inbox, Severity::Bad, sentence.clone(), "{}".to_owned()).await.unwrap();
        let notices = desk.channel(stage.owner(), inbox).await.unwrap().notices;
        notices.iter().find(|notice| notice.sentence == sentence).unwrap().id.to_string()
    }

    async fn dead_letter(&self, number: u32) -> String {
        let (stage, desk, reason) = (self.stage, &self.stage.desk.app.desk, format!("It is odd: {number}."));
        let (account, inbox) = (stage.line.account, stage.line.id);
        desk.bury(account, inbox, ChannelKind::Whatsapp, (&b"{}"[..]).into(), reason.clone()).await.unwrap();
        let letters = desk.dead_letters(stage.owner(), None).await.unwrap();
        letters.iter().find(|letter| letter.reason == reason).unwrap().id.to_string()
    }
}

/// What a new customer writes.
fn inbound(account: AccountId, inbox: InboxId, number: u32, body: MessageBody) -> Inbound {
    let plain = Inbound::new(account, inbox, format!("49150{number}"), format!("wamid.{number}"), body);
    Inbound { name: Some(format!("Customer {number}")), ..plain }
}

/// A call of WhatsApp about this number, which nobody has signed.
fn call(number: &str) -> String {
    let message = json!({"from": "5511955501234", "id": "wamid.forged", "timestamp": "1767961900", "type": "text",
        "text": {"body": "Forged"}});
    simulated::whatsapp(number, &json!({"messages": [message]})).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_also_within_json() {
        assert_eq!(names("/files/{file}?name={word}"), ["file", "word"]);
        assert_eq!(names(r#"{"client_id":"{uuid}","steps":[[{own},{"do":"resolve"}]]}"#), ["uuid", "own"]);
        assert!(names("{}").is_empty());
    }
}
