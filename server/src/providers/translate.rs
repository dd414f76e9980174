//! From what a channel has read to what the desk understands.

mod file;

use channels::Inbound;
use channels::inbound::{Enclosure, Happening, LinkKind, Manner, Mark, Notice, Person, Said, Stage, Subject, Target};
use domain::InboxConfig;
use domain::channels::{CustomerNews, ProviderCall};
use domain::effects::{Effect, News};
use domain::incoming::{self, Origin, Page, Threading, Writer};
use sha2::{Digest as _, Sha256};
use std::time::Duration;
use types::inbox::{ChannelKind, Severity};
use types::message::{Activity, Direction, MessageBody, MessageStep, StepKind};
use types::{Problem, Timestamp};

/// How far back WhatsApp tells files of the time before a number was connected.
const FILES_TOLD: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// What one item means to the desk.
pub(super) enum Meaning {
    /// Somebody wrote.
    Message(Box<incoming::Inbound>),
    /// Something about a message.
    News(News),
    /// Something about a customer.
    Customer {
        /// All names of theirs.
        names: Vec<String>,
        /// What.
        news: CustomerNews,
        /// Made of all of it: the same again is a repeat.
        key: String,
    },
    /// Something for administrators.
    Notice {
        /// How bad it is.
        severity: Severity,
        /// In words.
        sentence: String,
        /// What the provider said.
        details: String,
    },
}

/// Mostly one meaning; none for what says nothing.
///
/// # Errors
/// `Invalid` for what was said or done by nobody: somebody has to look at it.
pub(super) fn translate(inbox: &InboxConfig, item: Inbound, call: &ProviderCall) -> Result<Vec<Meaning>, Problem> {
    let by_customer = item.direction == Direction::Incoming;
    let at = item.at;
    let names = item.customer.as_ref().map(names_of).unwrap_or_default();
    let news = |target: Target, reference, effect| {
        let names = std::iter::once(target.id).chain(target.also).collect();
        Meaning::News(News { account: inbox.account, inbox: inbox.id, names, reference, effect, call: None })
    };
    let customer = |names: Vec<String>, news: CustomerNews| {
        if names.is_empty() {
            return Err(Problem::invalid("customer", "It does not tell which customer it is about."));
        }
        let key = format!("news:{}", digest(&[&format!("{names:?} {news:?} {at:?}")]));
        Ok(Meaning::Customer { names, news, key })
    };
    let meaning = match item.what {
        // What we write in public to nobody in particular belongs to no conversation.
        Happening::Said(ref said) if !by_customer && names.is_empty() && said.manner == Manner::Commented => {
            return Ok(Vec::new());
        }
        Happening::Said(ref said) if item.old && is_to_come(said, at, call.received_at) => return Ok(Vec::new()),
        Happening::Said(_) => return Ok(vec![Meaning::Message(Box::new(message(inbox, item, call)?))]),
        Happening::Edited { message, text, version, .. } => {
            let version = version.and_then(|version| i64::try_from(version).ok());
            news(message, None, Effect::Edited { text: text.unwrap_or_default(), version, at })
        }
        Happening::Deleted { message } => news(message, None, Effect::Deleted),
        Happening::Reacted { message, emoji, removed, .. } => {
            // What cannot be written as an emoji is shown as one that stands for any.
            let emoji = if removed { String::new() } else { emoji.unwrap_or_else(|| "💟".to_owned()) };
            news(message, None, Effect::Reacted { by_customer, emoji, at })
        }
        Happening::Status(status) => {
            let effect = match (status.stage, status.delivery()) {
                (Stage::Deleted, _) => Effect::Deleted,
                (_, Some(delivery)) => Effect::Delivery { delivery, at },
                (_, None) => return Ok(Vec::new()),
            };
            match status.messages {
                Mark::One(target) => news(target, status.reference, effect),
                Mark::UpTo(time) => {
                    let seen = matches!(status.stage, Stage::Read | Stage::Played);
                    customer(names, CustomerNews::UpTo { time, seen })?
                }
                Mark::Untold => return Ok(Vec::new()),
            }
        }
        Happening::Read(Mark::One(target)) => news(target, None, Effect::Seen),
        Happening::Read(Mark::UpTo(time)) => customer(names, CustomerNews::UpTo { time, seen: true })?,
        Happening::Read(Mark::Untold) => return Ok(Vec::new()),
        Happening::Moved { new_id, .. } => customer(names, CustomerNews::Moved { to: new_id })?,
        Happening::Named { name } => customer(names, CustomerNews::Named { name })?,
        Happening::Consent { given } => customer(names, CustomerNews::Consented { given })?,
        Happening::Reachable(on) => customer(names, CustomerNews::Reachable { on })?,
        Happening::Notice(notice) => tell(&notice),
    };
    Ok(vec![meaning])
}

fn names_of(person: &Person) -> Vec<String> {
    std::iter::once(&person.id).chain(&person.also).filter(|name| !name.is_empty()).cloned().collect()
}

fn message(inbox: &InboxConfig, item: Inbound, call: &ProviderCall) -> Result<incoming::Inbound, Problem> {
    let Inbound { customer, direction, at, group, old, what, .. } = item;
    let Happening::Said(said) = what else { return Err(Problem::Internal) };
    let customer = customer.unwrap_or_default();
    let nobody = || Problem::invalid("sender", "The message does not tell who it is from.");
    let mut names = names_of(&customer).into_iter();
    let (address, also, name) = match &group {
        // What was said in a group must not end up in a person's own conversation.
        Some(group) => (group.clone(), Vec::new(), Some("Group chat".to_owned())),
        None => (names.next().ok_or_else(nobody)?, names.collect(), customer.name.or(customer.username)),
    };
    let external_id = said.id.clone().unwrap_or_else(|| made_id(&address, at, &said));
    let phone_channel = matches!(inbox.channel, ChannelKind::Whatsapp | ChannelKind::Gupshup);
    let number = std::iter::once(&address).chain(&also).find(|name| name.chars().all(|c| c.is_ascii_digit()));
    let phone = number.filter(|_| phone_channel && group.is_none()).map(|digits| format!("+{digits}"));
    let email = (inbox.channel == ChannelKind::Email).then(|| address.clone());
    let writer = match direction {
        Direction::Incoming => Writer::Customer,
        Direction::Outgoing => Writer::Business { reference: said.reference.clone() },
    };
    let referral = said.referral.as_ref().map(|referral| Activity::Referred {
        title: referral.title.clone().or_else(|| referral.id.clone()),
        address: referral.address.clone(),
    });
    // A story is not a message of the conversation; what is shown of it stands in the body.
    let quoted = said.reply_to.iter().filter(|_| !answers_a_story(&said));
    let reply_to = quoted.flat_map(|target| std::iter::once(&target.id).chain(&target.also));
    let body = body_of(&said);
    let plain = incoming::Inbound::new(inbox.account, inbox.id, address, external_id, body);
    Ok(incoming::Inbound {
        also,
        name,
        phone,
        email,
        reply_to: reply_to.cloned().collect(),
        threading: threading(&said),
        origin: origin(old, &said),
        referral,
        writer,
        steps: vec![
            MessageStep { at: call.received_at, step: StepKind::Received, detail: call.id.to_string() },
            MessageStep { at: call.verified_at, step: StepKind::Verified, detail: String::new() },
        ],
        sent_at: at,
        files: said.enclosures.into_iter().filter_map(file::of).collect(),
        page: said.letter.and_then(|letter| Page::of(letter.html?, letter.remote_pictures)),
        ..plain
    })
}

fn answers_a_story(said: &Said) -> bool {
    let story = |enclosure: &Enclosure| matches!(enclosure, Enclosure::Link(link) if link.kind == LinkKind::Story);
    said.enclosures.iter().any(story)
}

fn origin(old: bool, said: &Said) -> Origin {
    match &said.letter {
        _ if old => Origin::Imported,
        Some(letter) if letter.automatic => Origin::Automatic,
        _ => Origin::Live,
    }
}

/// WhatsApp tells files of the last two weeks in calls of their own; of older ones only the place where they stood is left.
fn is_to_come(said: &Said, at: Option<Timestamp>, now: Timestamp) -> bool {
    let is_placeholder = matches!(&said.manner, Manner::Unsupported { what, .. } if what == "media_placeholder");
    is_placeholder && at.is_some_and(|at| now.since(at) < FILES_TOLD)
}

fn body_of(said: &Said) -> MessageBody {
    if said.manner != Manner::Commented {
        return said.body();
    }
    let post = said.enclosures.iter().find_map(|enclosure| match enclosure {
        Enclosure::Link(link) if link.kind == LinkKind::Post => link.address.clone(),
        _ => None,
    });
    MessageBody::Comment { text: said.text.clone().unwrap_or_default(), post }
}

/// Mails go on with what they answer; everywhere else a customer has one open conversation.
fn threading(said: &Said) -> Threading {
    match &said.letter {
        Some(letter) => {
            let older = letter.references.iter().rev();
            Threading::ByReferences(letter.in_reply_to.iter().chain(older).cloned().collect())
        }
        None => Threading::ByCustomer,
    }
}

/// A name for what the provider gave none: person, time and words together.
fn made_id(address: &str, at: Option<Timestamp>, said: &Said) -> String {
    let (at, words) = (format!("{at:?}"), said.text.clone().unwrap_or_default());
    let manner = format!("{:?}", said.manner);
    format!("made:{}", digest(&[address, &at, &words, &manner]))
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn tell(notice: &Notice) -> Meaning {
    let about = match notice.subject {
        Subject::Error => "The provider reports an error",
        Subject::Template => "News about a template",
        Subject::Account => "News about the account",
        Subject::Number => "News about the number",
        Subject::Policy => "The provider complains about a breach of its rules",
        Subject::Mention => "Somebody has mentioned us",
    };
    let failure = notice.failure.as_ref();
    let words = failure.and_then(|failure| failure.reason.clone()).unwrap_or_else(|| notice.event.clone());
    let code = failure.and_then(|failure| failure.code.as_deref()).map(|code| format!(" ({code})")).unwrap_or_default();
    let severity = match notice.subject {
        Subject::Error | Subject::Policy => Severity::Bad,
        Subject::Account | Subject::Number if failure.is_some() => Severity::Bad,
        Subject::Account | Subject::Number | Subject::Template => Severity::Warning,
        Subject::Mention => Severity::Info,
    };
    Meaning::Notice { severity, sentence: format!("{about}: {words}{code}"), details: notice.details.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_file_is_shown_only_when_the_file_is_not_to_come() {
        let manner = Manner::Unsupported { what: "media_placeholder".to_owned(), failure: None };
        let placeholder = Said { manner, ..Said::default() };
        let now = Timestamp::from_seconds(1_774_746_000);
        let day = Duration::from_secs(24 * 60 * 60);
        assert!(is_to_come(&placeholder, Some(now - day * 13), now));
        assert!(!is_to_come(&placeholder, Some(now - day * 14), now));
        assert!(!is_to_come(&placeholder, None, now));
        assert!(!is_to_come(&Said::default(), Some(now), now));
    }
}
