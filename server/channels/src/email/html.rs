//! HTML as plain text, for mails that have nothing else.

use mail_parser::decoders::html::add_html_token;

/// Elements whose contents are never words.
const SILENT: [&str; 5] = ["head", "script", "style", "template", "title"];
/// Elements that end a line.
const LINES: [&str; 16] = [
    "address", "article", "br", "center", "div", "dd", "dt", "footer", "form", "header", "hr", "li", "section",
    "table", "tr", "ul",
];
/// Elements with an empty line around them.
const PARAGRAPHS: [&str; 10] = ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre"];

/// The words of a page, without tags, scripts, styles and comments, entities decoded.
pub(super) fn to_text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (words, from_here) = rest.split_at(start);
        page.words(words);
        rest = page.markup(from_here);
    }
    page.words(rest);
    page.text.trim().replace('\0', "")
}

#[derive(Default)]
struct Page {
    text: String,
    /// A blank is due before the next word.
    blank: bool,
}

impl Page {
    /// Text between tags: runs of white space are one blank.
    fn words(&mut self, words: &str) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            if is_space(first) {
                self.blank = true;
                rest = rest.trim_start_matches(is_space);
                continue;
            }
            let (word, after) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
            if std::mem::take(&mut self.blank) && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.word(word);
            rest = after;
        }
    }

    /// A word with its entities decoded.
    fn word(&mut self, word: &str) {
        let mut rest = word;
        while let Some((before, from_here)) = rest.find('&').map(|start| rest.split_at(start)) {
            self.text.push_str(before);
            let length = from_here.find(';').map_or(1, |end| end + 1);
            let (entity, after) = from_here.split_at(length);
            add_html_token(&mut self.text, entity.as_bytes(), false);
            rest = after;
        }
        self.text.push_str(rest);
    }

    /// What begins with `<`; returns what follows it.
    fn markup<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        let is_tag = html
            .get(1..)
            .is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)));
        let Some((tag, after)) = end_of_tag(html).filter(|_| is_tag).map(|end| html.split_at(end)) else {
            self.words("<");
            return html.get(1..).unwrap_or_default();
        };
        let inner = tag.trim_start_matches('<');
        let closing = inner.starts_with('/');
        let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if LINES.contains(&&*name) {
            self.end_line(1, name == "br");
        } else if PARAGRAPHS.contains(&&*name) {
            self.end_line(2, false);
        } else if name == "td" || name == "th" {
            self.blank = true;
        }
        if name == "li" && !closing {
            self.text.push_str("- ");
        }
        if SILENT.contains(&&*name) && !closing { after_element(after, &name) } else { after }
    }

    /// Ends the line, and leaves `wanted` minus one empty lines; a forced one (`<br>`) counts even after another.
    fn end_line(&mut self, wanted: usize, forced: bool) {
        self.blank = false;
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        let missing = if forced { usize::from(there < 2) } else { wanted.saturating_sub(there) };
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', missing));
        }
    }
}

/// Behind the `>` that ends a tag; one inside quotes does not.
fn end_of_tag(html: &str) -> Option<usize> {
    let mut quote = None;
    for (place, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(place + 1),
            (None, '"' | '\'') if html.get(..place).is_some_and(|before| before.ends_with('=')) => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    // The quotes do not match: the first bracket has to do.
    html.find('>').map(|place| place + 1)
}

/// Behind the element that was just opened. A head without an end would swallow the mail, so it ends where it begins.
fn after_element<'a>(html: &'a str, name: &str) -> &'a str {
    let end = html.match_indices("</").find(|(place, _)| {
        let tag = html.get(place + 2..place + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    });
    match end {
        Some((place, _)) => html.get(place..).unwrap_or_default(),
        None if matches!(name, "head" | "title" | "template") => html,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn scripts_styles_and_comments_say_nothing() {
        let page = "<html><HEAD><title>T</title><style type=\"text/css\">p{color:red}</style></head><body><p>a</p>\
                    <script src='x'>if (a<b) alert(1)</script><!-- <p>no</p> --><p>b<style>i{}</style></p>";
        assert_eq!(to_text(page), "a\n\nb");
    }

    #[test]
    fn lines_and_paragraphs_are_kept() {
        assert_eq!(to_text("<div>one<br>two</div><div>three</div>"), "one\ntwo\nthree");
        assert_eq!(to_text("a<br><br><br>b"), "a\n\nb");
        assert_eq!(to_text("<p>a</p><ul><li>x</li><li>y</li></ul>z"), "a\n\n- x\n- y\nz");
        assert_eq!(to_text("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"), "1 2\n3");
        assert_eq!(to_text("  so   <b>much</b>\n space "), "so much space");
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(
            to_text("100&nbsp;&euro; &lt;ok&gt; &amp;amp; &#1605; &#x41; a&b; &unknown; R&D"),
            "100\u{a0}€ <ok> &amp; م A a&b; &unknown; R&D"
        );
    }

    #[test]
    fn broken_markup_loses_no_words() {
        assert_eq!(to_text("1 < 2 and 3 > 2"), "1 < 2 and 3 > 2");
        assert_eq!(to_text("<a title=\"x > y\">link</a> <a href='it>end"), "link end");
        assert_eq!(to_text("<head>no end<p>text"), "no end\n\ntext");
        assert_eq!(to_text("a<"), "a<");
        assert_eq!(to_text("it's <b>5\" long</b>"), "it's 5\" long");
    }
}
