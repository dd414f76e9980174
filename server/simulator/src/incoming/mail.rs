//! Mails that customers write.

use super::Order;
use super::contents::{files, one_file};
use crate::channel::Deed;
use crate::plan::Line;
use crate::samples;
use crate::state::{Message, State};

/// A mail. An answer goes on with its thread: subject, references, and the address that was asked for.
pub(super) fn compose(
    state: &mut State,
    line: &Line,
    customer: &str,
    order: &Order,
    mail: Message,
) -> Result<Message, String> {
    let mut files = files(state, line, order)?;
    if samples::sample(order.kind).is_some() {
        files.push(one_file(state, line, order.kind, order.media.as_ref())?);
    }
    let mut mail = Message { html: order.html.clone(), ..mail };
    let mut given = order.subject.clone().filter(|subject| !subject.trim().is_empty());
    if order.kind == Deed::DesignedMail {
        let [subject, text, html] = samples::DESIGNED_MAIL.map(str::to_owned);
        files.insert(0, one_file(state, line, Deed::Image, None)?);
        mail = Message { text: mail.text.or(Some(text)), html: Some(html), ..mail };
        given = given.or(Some(subject));
    }
    if mail.text.is_none() && files.is_empty() {
        return Err("Write some text first.".to_owned());
    }
    let answered = order.target().map(|id| {
        let known = state.customer(&line.account, customer).and_then(|person| person.message(id)).cloned();
        known.ok_or("There is no such mail to answer.")
    });
    let answered = answered.transpose()?;
    let mut files = files.into_iter();
    let mail = Message { kind: "mail".to_owned(), media: files.next(), more_media: files.collect(), ..mail };
    Ok(match answered {
        Some(answered) => Message {
            subject: Some(given.unwrap_or_else(|| answer_to_subject(answered.subject.as_deref()))),
            references: answered.references.iter().chain([&answered.id]).cloned().collect(),
            answer_to: answered.answer_to,
            reply_to: Some(answered.id),
            ..mail
        },
        None => Message { subject: given.or_else(|| mail.text.as_deref().map(first_words)), ..mail },
    })
}

fn answer_to_subject(subject: Option<&str>) -> String {
    match subject {
        Some(subject) if subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:")) => subject.to_owned(),
        Some(subject) => format!("Re: {subject}"),
        None => "Re:".to_owned(),
    }
}

/// What people put into the subject when they do not think about it.
fn first_words(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_repeats_the_subject_once() {
        assert_eq!(answer_to_subject(Some("My fig")), "Re: My fig");
        assert_eq!(answer_to_subject(Some("RE: My fig")), "RE: My fig");
        assert_eq!(answer_to_subject(None), "Re:");
        assert_eq!(first_words("Where is it?\nI wait."), "Where is it?");
    }
}
