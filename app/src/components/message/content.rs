//! The content of a bubble: chooses the family, and adds the files.

use super::attachment::Attachments;
use super::call::CallCard;
use super::comment::PublicComment;
use super::email::EmailCard;
use super::interactive::{ChoiceLine, Question};
use super::linked_text::LinkedText;
use super::media::MediaCard;
use super::order::OrderCard;
use super::people::PeopleCards;
use super::place::PlaceCard;
use super::rating::{RatingAnswer, RatingQuestion};
use super::shared::SharedCard;
use super::template::TemplateText;
use super::unsupported::{Deleted, Newer, Unsupported};
use leptos::prelude::*;
use types::message::{Attachment, MessageBody};

/// What a message says, with its files.
#[component]
pub fn MessageContent(
    /// What it says.
    body: MessageBody,
    /// Its files.
    attachments: Vec<Attachment>,
) -> impl IntoView {
    let words = match body {
        MessageBody::Text { text } | MessageBody::Note { text, .. } => {
            (!text.is_empty()).then(|| view! { <LinkedText text/> }).into_any()
        }
        // Draws its own files: a voice note is not a file like others.
        MessageBody::Media(media) => return view! { <MediaCard media attachments/> }.into_any(),
        MessageBody::Location(location) => view! { <PlaceCard location/> }.into_any(),
        MessageBody::Contacts { cards } => view! { <PeopleCards cards/> }.into_any(),
        MessageBody::Interactive(question) => view! { <Question question/> }.into_any(),
        MessageBody::Choice { title, .. } => view! { <ChoiceLine title/> }.into_any(),
        MessageBody::Template { name, text, .. } => view! { <TemplateText name text/> }.into_any(),
        MessageBody::Order { items, remark } => view! { <OrderCard items remark/> }.into_any(),
        MessageBody::RatingRequest { text } => view! { <RatingQuestion text/> }.into_any(),
        MessageBody::Rating { score, comment } => view! { <RatingAnswer score comment/> }.into_any(),
        MessageBody::Call { direction, video, outcome, seconds } => {
            view! { <CallCard direction video outcome seconds/> }.into_any()
        }
        MessageBody::Email(email) => view! { <EmailCard email/> }.into_any(),
        MessageBody::Unsupported { what } => view! { <Unsupported what/> }.into_any(),
        MessageBody::Unknown(body) => view! { <Newer body/> }.into_any(),
        MessageBody::Comment { text, .. } => view! { <PublicComment text/> }.into_any(),
        MessageBody::Shared(shared) => view! { <SharedCard shared/> }.into_any(),
        MessageBody::Deleted => view! { <Deleted/> }.into_any(),
        // Activity lines stand between the bubbles, not in one; what was merged is shown as the other message.
        MessageBody::Activity(_) | MessageBody::Merged => ().into_any(),
    };
    view! {
        <div class="flex min-w-0 flex-col gap-2">
            {words}
            <Attachments attachments/>
        </div>
    }
    .into_any()
}
