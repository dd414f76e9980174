//! E-mails.

use super::linked_text::LinkedText;
use leptos::prelude::*;
use types::message::Email;

/// Subject, who else got it, and the text, with what it quotes folded away.
#[component]
pub(super) fn EmailCard(email: Email) -> impl IntoView {
    let Email { subject, text, copies } = email;
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
        </div>
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
