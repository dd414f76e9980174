//! People's details passed on.

use crate::components::{Avatar, AvatarSize};
use leptos::prelude::*;
use types::message::ContactCard;

/// One card each.
#[component]
pub(super) fn PeopleCards(cards: Vec<ContactCard>) -> impl IntoView {
    let cards = cards.into_iter().enumerate().map(|(at, card)| {
        let color = i64::try_from(at).unwrap_or_default();
        let line = |href: String, text: String| {
            view! { <a href=href class="block truncate rounded-sm text-sm text-muted hover:text-text hover:underline">{text}</a> }
        };
        let phones = card.phones.into_iter().map(|phone| line(format!("tel:{}", dialled(&phone)), phone));
        let emails = card.emails.into_iter().map(|email| line(format!("mailto:{email}"), email));
        view! {
            <li class="flex max-w-xs min-w-0 items-start gap-2.5 rounded-md border border-line bg-raised px-2.5 py-2 text-text">
                <Avatar id=color name=card.name.clone() size=AvatarSize::Small/>
                <div class="min-w-0">
                    <p class="font-medium">{card.name}</p>
                    {phones.collect_view()}
                    {emails.collect_view()}
                </div>
            </li>
        }
    });
    view! { <ul class="flex flex-col gap-1.5" aria-label="Contacts">{cards.collect_view()}</ul> }
}

/// What a telephone understands of a number.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_without_its_decoration() {
        assert_eq!(dialled("+49 (170) 12-3"), "+49170123");
    }
}
