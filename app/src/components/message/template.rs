//! Messages from an approved template.

use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;

/// `order_shipped` as `Order shipped`.
#[must_use]
pub fn spoken(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The filled-in text, and which template it is.
#[component]
pub(super) fn TemplateText(name: String, text: String) -> impl IntoView {
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <p class="flex items-center gap-1.5 text-sm text-muted">
                <Icon icon=icondata::LuLayoutTemplate width="1em"/>
                <span>"Template " {spoken(&name)}</span>
            </p>
            {(!text.is_empty()).then(|| view! { <LinkedText text/> })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_as_people_say_them() {
        assert_eq!(spoken("order_shipped"), "Order shipped");
        assert_eq!(spoken("élan"), "Élan");
        assert_eq!(spoken(""), "");
    }
}
