//! E-mails.

use super::attachment::opens_here;
use super::lightbox::Lightbox;
use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::ev;
use leptos::prelude::*;
use types::message::{Email, EmailPage};

/// Subject, who else got it, and the text, with what it quotes folded away. How the mail was designed is to be asked for.
#[component]
pub(super) fn EmailCard(email: Email) -> impl IntoView {
    let Email { subject, text, copies, page } = email;
    let formatted = page.map(|page| view! { <Formatted subject=subject.clone() page/> });
    let (text, quoted) = unquoted(&text);
    let quoted = (!quoted.is_empty()).then(|| {
        view! {
            <details>
                <summary class="inline-block rounded-sm bg-hover px-2 text-sm text-muted hover:text-text" aria-label="Show quoted text">"•••"</summary>
                <LinkedText text=quoted class="mt-2 border-s-2 border-line ps-3 text-muted"/>
            </details>
        }
    });
    view! {
        <div class="flex min-w-0 flex-col gap-1.5">
            {(!subject.is_empty()).then(|| view! { <p class="font-semibold" dir="auto">{subject}</p> })}
            {(!copies.is_empty()).then(|| view! { <p class="text-sm text-muted">"Copies to " {copies.join(", ")}</p> })}
            {(!text.is_empty()).then(|| view! { <LinkedText text/> })}
            {quoted}
            {formatted}
        </div>
    }
}

/// Shows the mail as it was designed, large; without JavaScript, in a tab of its own.
#[component]
fn Formatted(subject: String, page: EmailPage) -> impl IntoView {
    let lightbox = use_context::<Lightbox>();
    let href = page.address(false);
    let open = move |event: ev::MouseEvent| {
        if let Some(lightbox) = lightbox.filter(|_| opens_here(&event)) {
            event.prevent_default();
            lightbox.open_email(subject.clone(), page.clone());
        }
    };
    view! {
        <a
            href=href
            target="_blank"
            rel="noopener"
            on:click=open
            class="inline-flex items-center gap-1.5 self-start py-0.5 text-sm text-muted hover:text-text hover:underline"
        >
            <Icon icon=icondata::LuMailOpen width="1rem"/>
            "Show formatted"
        </a>
    }
}

/// What was written, and what is quoted from earlier below it.
fn unquoted(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    let is_quote = |line: &&str| line.starts_with('>') || line.trim().is_empty();
    // The quote begins where only quoted and empty lines follow.
    let begin = lines.len() - lines.iter().rev().take_while(|line| is_quote(line)).count();
    let quoted = lines.get(begin..).unwrap_or_default();
    if !quoted.iter().any(|line| line.starts_with('>')) {
        return (text.trim_end().to_owned(), String::new());
    }
    // "On Monday, Ana wrote:" belongs to the quote.
    let introduction =
        begin.checked_sub(1).filter(|at| lines.get(*at).is_some_and(|line| line.trim_end().ends_with(':')));
    let begin = introduction.unwrap_or(begin);
    let joined = |lines: Option<&[&str]>| lines.unwrap_or_default().join("\n").trim().to_owned();
    (joined(lines.get(..begin)), joined(lines.get(begin..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_at_the_end_is_folded_away() {
        let (text, quoted) = unquoted("Yes please.\n\nOn Monday, Ana wrote:\n> Shall we?\n>\n> Ana\n");
        assert_eq!(text, "Yes please.");
        assert_eq!(quoted, "On Monday, Ana wrote:\n> Shall we?\n>\n> Ana");
    }

    #[test]
    fn answers_between_quotes_stay() {
        let text = "> Shall we?\nYes.";
        assert_eq!(unquoted(text), (text.to_owned(), String::new()));
        assert_eq!(unquoted(""), (String::new(), String::new()));
        assert_eq!(unquoted("> only a quote"), (String::new(), "> only a quote".to_owned()));
    }
}
