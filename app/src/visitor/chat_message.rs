//! One message of the chat, as the page shows it without script. `style/widget/chat/bubbles.js` draws the same.

use leptos::prelude::*;
use types::message::{Attachment, CallOutcome, ContactCard, InteractiveBody, MessageBody, OrderItem, file_size};
use types::visitor::{VisitorMessage, VisitorParty};
use types::{Uuid, Zone};

/// Where buttons under a question send their answer without script.
pub(super) struct Answers {
    /// The chat's address, `/chat/KEY`.
    pub(super) address: String,
    /// Who the visitor is.
    pub(super) token: String,
}

/// One message; `title` names the business where the writer has no name.
pub(super) fn chat_message(message: &VisitorMessage, title: &str, answers: &Answers) -> AnyView {
    let own = message.from == VisitorParty::Customer;
    let name = match message.name.as_str() {
        _ if own => "You",
        "" => title,
        name => name,
    };
    let avatar = (!own).then(|| view! { <span class="avatar" aria-hidden="true">{initials(name)}</span> });
    // Only script knows the visitor's time zone.
    let civil = Zone::default().civil(message.at);
    let when = format!("{} {} UTC", civil.iso_date(), civil.clock());
    let files = message.attachments.iter().map(|file| attachment(file, &answers.address)).collect::<Vec<_>>();
    view! {
        <li class=if own { "message own" } else { "message theirs" }>
          {avatar}
          <p class="name">{name.to_owned()}</p>
          <div class="bubble">
            {body(&message.body, answers)}
            {(!files.is_empty()).then(|| view! { <div class="files">{files}</div> })}
          </div>
          <p class="meta"><time datetime=message.at.rfc3339()>{when}</time></p>
        </li>
    }
    .into_any()
}

/// The first letters of the first two words, for the round sign beside a message.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace().take(2).filter_map(|word| word.chars().next()).collect()
}

fn body(body: &MessageBody, answers: &Answers) -> AnyView {
    match body {
        MessageBody::Text { text: words }
        | MessageBody::Comment { text: words, .. }
        | MessageBody::Template { text: words, .. } => text(words),
        MessageBody::Deleted => view! { <em>"This message was deleted."</em> }.into_any(),
        MessageBody::Choice { title, .. } => text(title),
        MessageBody::Shared(shared) => {
            let name = shared.title.clone().unwrap_or_else(|| shared.stand_in().to_owned());
            let words = (!shared.text.is_empty()).then(|| text(&shared.text));
            [link(shared.address.clone(), name), words.into_any()].collect_view().into_any()
        }
        MessageBody::Media(media) => media.caption.as_deref().map(text).into_any(),
        MessageBody::Location(place) => {
            let [latitude, longitude] = [place.latitude, place.longitude].map(|degrees| f64::from(degrees) / 1e6);
            let href = format!(
                "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
            );
            let name = place.name.clone().unwrap_or_else(|| "Show on the map".to_owned());
            [link(href, name), place.address.as_deref().map(text).into_any()].collect_view().into_any()
        }
        MessageBody::Contacts { cards } => cards.iter().map(contact).collect_view().into_any(),
        MessageBody::Interactive(question) => interactive(question, answers),
        MessageBody::RatingRequest { text: words } => {
            let scores = (1..=5).map(|score| answer(&score.to_string(), None, answers)).collect_view();
            [text(words), view! { <div class="answers scores">{scores}</div> }.into_any()].collect_view().into_any()
        }
        MessageBody::Rating { score, comment } => {
            let stars = format!("{score} of 5");
            [text(&stars), comment.as_deref().map(text).into_any()].collect_view().into_any()
        }
        MessageBody::Order { items, remark } => {
            let lines = items.iter().map(order_line).collect_view();
            [view! { <ul>{lines}</ul> }.into_any(), remark.as_deref().map(text).into_any()].collect_view().into_any()
        }
        MessageBody::Call { video, outcome, seconds, .. } => {
            let kind = if *video { "Video" } else { "Voice" };
            let length = match outcome {
                CallOutcome::Answered => format!("{} min {} s", seconds / 60, seconds % 60),
                other => other.to_string(),
            };
            text(&format!("{kind} call, {length}"))
        }
        MessageBody::Email(email) => {
            [view! { <strong>{email.subject.clone()}</strong> }.into_any(), text(&email.text)].collect_view().into_any()
        }
        MessageBody::Unsupported { .. } | MessageBody::Unknown(_) => {
            view! { <em>"This message cannot be shown here."</em> }.into_any()
        }
        // Notes and activities never leave the business; see VisitorMessage::of.
        MessageBody::Note { .. } | MessageBody::Activity(_) | MessageBody::Merged => ().into_any(),
    }
}

/// What somebody wrote, its web addresses made links.
fn text(words: &str) -> AnyView {
    let mut parts = Vec::new();
    let mut plain = String::new();
    for word in words.split_inclusive(char::is_whitespace) {
        let Some((before, address, after)) = address_in(word) else {
            plain.push_str(word);
            continue;
        };
        plain.push_str(before);
        parts.push(std::mem::take(&mut plain).into_any());
        parts.push(link(address.to_owned(), address.to_owned()));
        plain.push_str(after);
    }
    parts.push(plain.into_any());
    view! { <p class="text" dir="auto">{parts}</p> }.into_any()
}

/// The web address in a word, with what stands before and after it; the punctuation of the sentence is not part of it.
fn address_in(word: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = word.split_at(word.find("https://").or_else(|| word.find("http://"))?);
    let address = rest.trim_end_matches(|c: char| c.is_whitespace() || "'\".,;:!?)]}<>".contains(c));
    let after = rest.strip_prefix(address)?;
    (!address.ends_with("//") && !address.contains(['<', '>', '"'])).then_some((before, address, after))
}

/// A link that opens a tab of its own and tells the other site nothing.
fn link(href: String, words: String) -> AnyView {
    view! { <a href=href target="_blank" rel="noopener noreferrer">{words}</a> }.into_any()
}

fn contact(card: &ContactCard) -> AnyView {
    let digits = |phone: &str| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let phones = card.phones.iter().map(|phone| link(format!("tel:{}", digits(phone)), phone.clone())).collect_view();
    let emails = card.emails.iter().map(|email| link(format!("mailto:{email}"), email.clone())).collect_view();
    view! { <div class="card"><strong>{card.name.clone()}</strong>{phones}{emails}</div> }.into_any()
}

fn order_line(item: &OrderItem) -> AnyView {
    let cents = item.price_cents.saturating_mul(i64::from(item.quantity));
    let price = format!("{}.{:02} {}", cents / 100, cents.rem_euclid(100), item.currency);
    view! { <li>{format!("{} × {}, {price}", item.quantity, item.product)}</li> }.into_any()
}

fn interactive(question: &InteractiveBody, answers: &Answers) -> AnyView {
    let small = |words: &str| view! { <small>{words.to_owned()}</small> }.into_any();
    let buttons = question.buttons.iter().map(|button| answer(&button.title, None, answers)).collect::<Vec<_>>();
    let sections = question.sections.iter().map(|section| {
        let rows =
            section.rows.iter().map(|row| answer(&row.title, row.description.as_deref(), answers)).collect_view();
        view! { {small(&section.title)}<div class="answers">{rows}</div> }
    });
    view! {
        {text(&question.text)}
        {question.footer.as_deref().map(small)}
        {(!buttons.is_empty()).then(|| view! { <div class="answers">{buttons}</div> })}
        {sections.collect_view()}
    }
    .into_any()
}

/// A button that sends what stands on it.
fn answer(title: &str, more: Option<&str>, answers: &Answers) -> AnyView {
    view! {
        <form method="post" action=format!("{}/messages", answers.address)>
          <input type="hidden" name="token" value=answers.token.clone()/>
          <input type="hidden" name="client_id" value=Uuid::new_v4().to_string()/>
          <button name="text" value=title.to_owned()>
            {title.to_owned()}
            {more.map(|more| view! { <small>{more.to_owned()}</small> })}
          </button>
        </form>
    }
    .into_any()
}

/// A file: shown in place where every browser can, else to be downloaded.
fn attachment(file: &Attachment, address: &str) -> AnyView {
    let href = format!("{address}/files/{}", file.key);
    let name = file.name.clone();
    if file.is_picture() {
        let picture = view! { <img src=href.clone() alt=name/> };
        view! { <a href=href target="_blank" rel="noopener noreferrer">{picture}</a> }.into_any()
    } else if file.is_sound() {
        view! { <audio src=href title=name controls preload="metadata"></audio> }.into_any()
    } else if file.is_film() {
        view! { <video src=href title=name controls preload="metadata"></video> }.into_any()
    } else {
        let label = view! { <span>{name.clone()}</span> <small>{file_size(file.bytes)}</small> };
        view! { <a class="file" href=href download=name>{label}</a> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Timestamp;

    fn html_of(body: serde_json::Value) -> String {
        let message = VisitorMessage {
            id: types::MessageId(1),
            client_id: None,
            from: VisitorParty::Agent,
            name: "Ana Ruiz".to_owned(),
            at: Timestamp(0),
            body: serde_json::from_value(body).unwrap(),
            attachments: Vec::new(),
        };
        let answers = Answers { address: "/chat/shop".to_owned(), token: "t".to_owned() };
        chat_message(&message, "Shop", &answers).to_html()
    }

    #[test]
    fn a_web_address_becomes_a_link_and_the_full_stop_stays_outside() {
        let words = "See (https://a.example/b?c=d&e). javascript:x http://";
        let html = html_of(serde_json::json!({"kind": "text", "text": words}));
        assert!(html.contains(r#"See (<a href="https://a.example/b?c=d&amp;e""#), "{html}");
        assert_eq!(html.matches("<a ").count(), 1, "{html}");
    }

    #[test]
    fn a_question_can_be_answered_without_script() {
        let html = html_of(serde_json::json!({
            "kind": "interactive", "text": "Which?", "footer": null, "buttons": [{"id": "1", "title": "Maths"}],
        }));
        assert!(html.contains(r#"name="text" value="Maths""#), "{html}");
    }

    #[test]
    fn a_kind_of_a_newer_version_gets_a_placeholder() {
        let html = html_of(serde_json::json!({"kind": "unsupported", "what": "poll"}));
        assert!(html.contains("cannot be shown"), "{html}");
    }
}
