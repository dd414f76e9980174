//! An answer above the mail it answers, as mail programs write it.

use super::date;
use crate::state::Message;
use std::fmt::Write;

/// In plain text.
pub(super) fn in_text(words: &str, answered: &Message, writer: &str) -> String {
    let mut text = format!("{words}\n\nOn {}, {writer} wrote:\n", date(answered.at));
    for line in answered.text.as_deref().unwrap_or_default().lines() {
        // What was quoted in it already gets another sign.
        let blank = if line.is_empty() || line.starts_with('>') { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = writeln!(text, ">{blank}{line}");
    }
    text
}

/// Words in HTML, as mail programs write them.
pub(super) fn words_in_html(words: &str) -> String {
    format!("<div dir=\"auto\">{}</div>", escaped(words))
}

/// An answer in HTML above the mail it answers; without one as it is.
pub(super) fn in_html(html: &str, answered: Option<(&Message, &str)>) -> String {
    let mut html = html.to_owned();
    if let Some((answered, writer)) = answered {
        let (when, quoted) = (date(answered.at), escaped(answered.text.as_deref().unwrap_or_default()));
        let _ = write!(
            html,
            "<br><div class=\"gmail_quote\"><div dir=\"ltr\">On {when}, {} wrote:<br></div><blockquote type=\"cite\">{quoted}</blockquote></div>",
            escaped(writer)
        );
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answered_mail_stands_below_the_answer() {
        let answered =
            Message { text: Some("Where?\n\n> When?\n& how".to_owned()), at: 1_767_961_830_000, ..Message::default() };
        let text = in_text("There.", &answered, "Shop <s@x.example>");
        assert_eq!(
            text,
            "There.\n\nOn Fri, 9 Jan 2026 12:30:30 +0000, Shop <s@x.example> wrote:\n> Where?\n>\n>> When?\n> & how\n"
        );
        let html = in_html(&words_in_html("1 < 2"), Some((&answered, "Shop <s@x.example>")));
        assert!(html.starts_with("<div dir=\"auto\">1 &lt; 2</div>"), "{html}");
        assert!(html.contains("Shop &lt;s@x.example&gt; wrote") && html.contains("&amp; how</blockquote>"), "{html}");
    }
}
