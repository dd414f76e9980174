//! Text with its links. They become real nodes, never HTML; only web and mail addresses become links at all.

use leptos::either::Either;
use leptos::prelude::*;
use linkify::{LinkFinder, LinkKind};

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Just words.
    Words(String),
    /// A link: where it leads, and what stands there.
    Link { href: String, text: String },
}

/// Text as it was typed, with its links.
#[component]
pub fn LinkedText(
    /// The text.
    text: String,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let pieces = pieces(&text).into_iter().map(|piece| match piece {
        Piece::Words(words) => Either::Left(words),
        Piece::Link { href, text } => Either::Right(view! {
            <a
                href=href
                target="_blank"
                rel="noopener noreferrer nofollow"
                class="rounded-sm underline underline-offset-2 hover:decoration-2"
            >
                {text}
            </a>
        }),
    });
    view! { <p class=format!("break-words whitespace-pre-wrap {class}") dir="auto">{pieces.collect_view()}</p> }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut pieces: Vec<Piece> = Vec::new();
    for span in finder.spans(text) {
        match (span.kind().and_then(|kind| address(kind, span.as_str())), pieces.last_mut()) {
            (Some(href), _) => pieces.push(Piece::Link { href, text: span.as_str().to_owned() }),
            (None, Some(Piece::Words(words))) => words.push_str(span.as_str()),
            (None, _) => pieces.push(Piece::Words(span.as_str().to_owned())),
        }
    }
    pieces
}

/// Where a link leads; `None` for what is better left as words: other schemes, and things like `report.final`.
fn address(kind: &LinkKind, link: &str) -> Option<String> {
    let lower = link.to_ascii_lowercase();
    match kind {
        LinkKind::Email => Some(format!("mailto:{link}")),
        LinkKind::Url if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) => {
            Some(link.to_owned())
        }
        LinkKind::Url if lower.starts_with("www.") => Some(format!("https://{link}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let href = |piece| match piece {
            Piece::Link { href, .. } => Some(href),
            Piece::Words(_) => None,
        };
        pieces(text).into_iter().filter_map(href).collect()
    }

    #[test]
    fn web_and_mail_addresses_are_links() {
        assert_eq!(links("see https://example.com/a?b=c."), ["https://example.com/a?b=c"]);
        assert_eq!(links("www.example.com or ana@example.com"), ["https://www.example.com", "mailto:ana@example.com"]);
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "javascript:alert(1)",
            "javascript://x.example/%0aalert(1)",
            "data:text/html,x",
            "report.final",
            "e.g. this",
        ] {
            assert_eq!(links(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn not_a_letter_is_lost() {
        for text in ["", "a report.final and https://x.example, ok?", "<b>https://x.example</b>"] {
            let whole: String = pieces(text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Words(text) | Piece::Link { text, .. } => text,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }
}
