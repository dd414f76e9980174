//! What somebody said, and how it reads in a conversation.

use super::{Enclosure, Failure, Link, LinkKind, Target};
use types::message::{Email, MediaBody, MessageBody, Shared, SharedKind};

/// What somebody said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Its id at the provider: the same id again is the same message. `None` on old page postbacks: person, time and words together are the key.
    pub id: Option<String>,
    /// In which way.
    pub manner: Manner,
    /// The words, exactly as sent.
    pub text: Option<String>,
    /// What goes with them.
    pub enclosures: Vec<Enclosure>,
    /// The message it answers, which may be older than our database. For a story: the story.
    pub reply_to: Option<Target>,
    /// The advertisement or link through which they came.
    pub referral: Option<Referral>,
    /// Passed on from somebody else.
    pub forwarded: bool,
    /// Telegram: pictures with the same word here belong together.
    pub album: Option<String>,
    /// The word of our own that we sent along with our message, back in its echo (Messenger `metadata`).
    pub reference: Option<String>,
    /// What only e-mails have.
    pub letter: Option<Letter>,
}

/// In which way something was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Written or sent.
    #[default]
    Written,
    /// A prepared button or row was tapped; the text is what stands on it.
    Tapped(Choice),
    /// They opened the chat from an advertisement or link, without a word.
    Arrived {
        /// What the link carried.
        payload: Option<String>,
    },
    /// Written under a post, for everybody to read.
    Commented,
    /// Something came that cannot be shown; the agent must see that.
    Unsupported {
        /// The provider's word for it.
        what: String,
        /// Why, when the provider says.
        failure: Option<Failure>,
    },
}

/// What was tapped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The id we gave the button or row; for a form, its JSON.
    pub payload: Option<String>,
    /// Gupshup: the name we gave the whole message with the buttons.
    pub question: Option<String>,
}

/// The advertisement or link through which somebody came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Referral {
    /// The advertisement's id, else the word in the link.
    pub id: Option<String>,
    /// What sort (`ad`, `post`, `ADS`, `SHORTLINK`, `start`).
    pub source: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// What only e-mails have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub subject: Option<String>,
    /// Sent by a program (`Auto-Submitted`, RFC 3834): starts no clocks and gets no automatic answer.
    pub automatic: bool,
    /// Must not be answered automatically, for this or any other reason (lists, bounces, no-reply).
    pub quiet: bool,
    /// Where an answer should go, when not to the sender.
    pub answer_to: Option<String>,
    /// Everybody it was addressed to: one of them may carry the token of a conversation.
    pub recipients: Vec<String>,
    /// Who got a copy.
    pub copies: Vec<String>,
    /// Ids of the mails it answers, the most telling first.
    pub in_reply_to: Vec<String>,
    /// Ids of the whole thread, oldest first.
    pub references: Vec<String>,
    /// The HTML part as sent. Never show it without sanitising.
    pub html: Option<String>,
    /// The HTML part has pictures that lie elsewhere.
    pub remote_pictures: bool,
}

impl Said {
    /// Something came that cannot be shown.
    pub(crate) fn unsupported(id: Option<String>, what: impl Into<String>) -> Self {
        let manner = Manner::Unsupported { what: what.into(), failure: None };
        Self { id, manner, ..Self::default() }
    }

    /// The message as conversations keep it; its files come on top, as attachments, and so does the page of a mail.
    #[must_use]
    pub fn body(&self) -> MessageBody {
        let text = self.text.clone().unwrap_or_default();
        match &self.manner {
            Manner::Tapped(choice) => {
                MessageBody::Choice { id: choice.payload.clone().unwrap_or_default(), title: text }
            }
            Manner::Arrived { payload } => {
                let title = self.referral.as_ref().and_then(|referral| referral.title.clone());
                MessageBody::Choice { id: payload.clone().unwrap_or_default(), title: title.unwrap_or_default() }
            }
            Manner::Unsupported { what, .. } if text.is_empty() => MessageBody::Unsupported { what: what.clone() },
            Manner::Unsupported { what, .. } => MessageBody::Unsupported { what: format!("{what}: {text}") },
            Manner::Written | Manner::Commented => self.written(text),
        }
    }

    fn written(&self, text: String) -> MessageBody {
        if let Some(letter) = &self.letter {
            let subject = letter.subject.clone().unwrap_or_default();
            return MessageBody::Email(Email { subject, text, copies: letter.copies.clone(), page: None });
        }
        let cards: Vec<_> = self.enclosures.iter().filter_map(Enclosure::card).cloned().collect();
        let link = self.enclosures.iter().find_map(Enclosure::link);
        match self.enclosures.first() {
            Some(Enclosure::File(file)) => {
                let caption = (!text.is_empty()).then_some(text);
                MessageBody::Media(MediaBody { media: file.kind, caption, voice: file.voice })
            }
            Some(Enclosure::Order { items, .. }) => {
                let remark = (!text.is_empty()).then_some(text);
                MessageBody::Order { items: items.clone(), remark }
            }
            Some(Enclosure::Place(place)) if text.is_empty() => MessageBody::Location(place.location()),
            Some(Enclosure::Card(_)) if text.is_empty() => MessageBody::Contacts { cards },
            Some(Enclosure::Link(link)) if text.is_empty() && link.address.is_none() && link.title.is_none() => {
                MessageBody::Unsupported { what: link.kind.as_str().to_owned() }
            }
            _ => match link.and_then(|link| shared(&text, link)) {
                Some(shared) => MessageBody::Shared(shared),
                None => MessageBody::Text { text: with_link(text, link) },
            },
        }
    }
}

/// What was passed on, where it can be seen, and where the words do not tell it all themselves.
fn shared(text: &str, link: &Link) -> Option<Shared> {
    let what = match link.kind {
        LinkKind::Share => SharedKind::Link,
        LinkKind::Reel => SharedKind::Reel,
        LinkKind::Story => SharedKind::Story,
        LinkKind::StoryMention => SharedKind::StoryMention,
        LinkKind::Post | LinkKind::Template | LinkKind::Other(_) => return None,
    };
    let address = link.address.clone().filter(|address| is_on_the_web(address) && !text.contains(&**address))?;
    Some(Shared { what, address, title: link.title.clone(), text: text.to_owned() })
}

fn is_on_the_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
}

/// The words, and the address they are about unless they contain it or it is only an id.
fn with_link(text: String, link: Option<&Link>) -> String {
    let address = link.and_then(|link| link.address.as_deref()).filter(|address| address.contains("://"));
    let title = link.and_then(|link| link.title.as_deref());
    let lines = [Some(&*text).filter(|text| !text.is_empty()), title, address];
    if address.is_some_and(|address| text.contains(address)) {
        return text;
    }
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

impl Enclosure {
    const fn card(&self) -> Option<&types::message::ContactCard> {
        if let Self::Card(card) = self { Some(card) } else { None }
    }

    const fn link(&self) -> Option<&Link> {
        if let Self::Link(link) = self { Some(link) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{File, Place, Source};
    use super::*;
    use types::message::MediaKind;

    fn said(text: &str, enclosures: Vec<Enclosure>) -> Said {
        Said { text: (!text.is_empty()).then(|| text.to_owned()), enclosures, ..Said::default() }
    }

    #[test]
    fn words_with_pictures_are_a_caption() {
        let picture = Enclosure::File(File::new(MediaKind::Image, Source::Id("7".to_owned())));
        let body = said("broken", vec![picture.clone(), picture]).body();
        assert_eq!(
            body,
            MessageBody::Media(MediaBody { media: MediaKind::Image, caption: Some("broken".to_owned()), voice: false })
        );
    }

    #[test]
    fn a_place_is_kept_to_the_micro_degree() {
        let place = Place { latitude: -22.906_800_4, longitude: 43.172_9, name: None, address: None };
        let MessageBody::Location(location) = said("", vec![Enclosure::Place(place)]).body() else { panic!() };
        assert_eq!((location.latitude, location.longitude), (-22_906_800, 43_172_900));
    }

    #[test]
    fn a_link_is_shown_with_its_words_and_never_twice() {
        let link = |address: &str| {
            let address = Some(address.to_owned());
            Enclosure::Link(Link { kind: LinkKind::Share, address, title: Some("Shoes".to_owned()) })
        };
        let MessageBody::Shared(shared) = said("Have you these?", vec![link("https://a.example/1")]).body() else {
            panic!()
        };
        assert_eq!((shared.what, &*shared.address), (SharedKind::Link, "https://a.example/1"));
        assert_eq!(shared.words(), "Have you these? Shoes");
        assert_eq!(said("", vec![link("javascript:alert(1)")]).body(), MessageBody::text("Shoes"));
        assert_eq!(
            said("https://a.example/1", vec![link("https://a.example/1")]).body(),
            MessageBody::text("https://a.example/1")
        );
        let post = Link { kind: LinkKind::Post, address: Some("179".to_owned()), title: None };
        assert_eq!(said("price?", vec![Enclosure::Link(post)]).body(), MessageBody::text("price?"));
    }

    #[test]
    fn what_cannot_be_shown_says_what_it_was_and_keeps_its_words() {
        let mut unknown = Said::unsupported(None, "hologram");
        assert_eq!(unknown.body(), MessageBody::Unsupported { what: "hologram".to_owned() });
        unknown.text = Some("look".to_owned());
        assert_eq!(unknown.body(), MessageBody::Unsupported { what: "hologram: look".to_owned() });
    }
}
