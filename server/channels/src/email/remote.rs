//! Whether the HTML of a mail has pictures that lie elsewhere. It decides only whether somebody is asked about them; whether they
//! are fetched does not depend on it.

/// Whether it has pictures that lie elsewhere.
pub(super) fn has_pictures(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    tags(&html).any(|tag| {
        let is_picture = tag.strip_prefix("img").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        (is_picture && leads_away(tag, "src")) || leads_away(tag, "background") || is_styled_with_one(tag)
    })
}

/// What stands between angle brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|piece| piece.split_once('>').map_or(piece, |(tag, _)| tag))
}

/// An attribute of that name with an address elsewhere.
fn leads_away(tag: &str, name: &str) -> bool {
    tag.match_indices(name).any(|(place, _)| {
        let (before, from_here) = tag.split_at(place);
        let is_whole = before.ends_with(|c: char| c.is_ascii_whitespace() || "\"'/".contains(c));
        let value = from_here.get(name.len()..).and_then(|rest| rest.trim_start().strip_prefix('='));
        is_whole && value.is_some_and(is_elsewhere)
    })
}

/// A style with `url(…)` of an address elsewhere.
fn is_styled_with_one(tag: &str) -> bool {
    tag.split("url(").skip(1).any(is_elsewhere)
}

fn is_elsewhere(address: &str) -> bool {
    let address = address.trim_start_matches(|c: char| c.is_ascii_whitespace() || "\"'".contains(c));
    let address = address.strip_prefix("&quot;").or(address.strip_prefix("&#39;")).unwrap_or(address);
    ["http:", "https:", "//"].iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::has_pictures;

    #[test]
    fn pictures_elsewhere_are_found_however_they_are_written() {
        for html in [
            "<img src=\"https://x.example/a.png\">",
            "<IMG alt='' SRC = http://x.example/a.png />",
            "<p>a<b>c</b><img\nwidth=1 src='//x.example/a'",
            "<td background=\"https://x.example/a.png\">",
            "<td style=\"background: url( 'https://x.example/a.png')\">",
            "<td style=\"background:url(&quot;https://x.example/a.png&quot;)\">",
        ] {
            assert!(has_pictures(html), "{html}");
        }
    }

    #[test]
    fn pictures_that_came_along_links_and_words_are_none() {
        for html in [
            "<img src=\"cid:logo@x\">",
            "<a href=\"https://x.example/a.png\">a</a>",
            "<script src=\"https://x.example/a.js\">",
            "src=\"https://x.example/a.png\"",
            "<img data-src=\"https://x.example/a.png\" src=\"data:image/png;base64,AA==\">",
            "",
        ] {
            assert!(!has_pictures(html), "{html}");
        }
    }
}
