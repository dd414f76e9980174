//! Cleaning a page. Runs only in the process that `frontdesk clean-email` is: see there for what it may not do.

use super::style;
use ammonia::{Builder, UrlRelative};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;

/// A page to be cleaned.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// As its sender wrote it.
    pub html: String,
    /// The pictures that came along: what they are called behind `cid:`, and where we have them.
    pub pictures: Vec<(String, String)>,
    /// Pictures that lie elsewhere may be fetched.
    pub remote_pictures: bool,
}

/// Elements that are only words and their looks.
const ELEMENTS: &str = "\
    a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn \
    div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s \
    samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr";
/// Elements that go with everything in them: what stands there is not meant to be read.
const SILENT: &str = "\
    applet canvas iframe math noembed noframes object script select style svg template textarea title";
/// Attributes that only change looks, reading direction and what is read out.
const ATTRIBUTES: &str = "\
    align alt aria-hidden aria-label background bgcolor border bordercolor cellpadding cellspacing clear color colspan \
    dir face frame height hspace lang noshade nowrap reversed role rowspan rules size span start style title type \
    valign vspace width";
/// Where a link may lead.
const LINKS: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

/// The page without anything that runs, sends, fetches or fills in.
#[must_use]
pub fn clean(task: Task) -> String {
    let Task { html, pictures, remote_pictures } = task;
    Builder::empty()
        .tags(ELEMENTS.split(' ').collect())
        .clean_content_tags(SILENT.split(' ').collect())
        .generic_attributes(ATTRIBUTES.split(' ').collect())
        .tag_attributes(HashMap::default())
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("img", ["src"])
        .set_tag_attribute_value("a", "target", "_blank")
        .link_rel(Some("noopener noreferrer nofollow"))
        .url_schemes(["cid", "http", "https", "mailto", "tel"].into_iter().collect())
        // The only relative addresses that are left are those of pictures of ours, put in below.
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("a", "href") => is_link(value).then_some(Cow::Borrowed(value)),
            ("img", "src") => picture(value, &pictures, remote_pictures).map(Cow::Owned),
            (_, "background") => remote(value).filter(|_| remote_pictures).map(Cow::Owned),
            (_, "style") => style::kept(value, remote_pictures).map(Cow::Owned),
            _ => Some(Cow::Borrowed(value)),
        })
        .filter_style_properties(style::PROPERTIES.split(' ').collect())
        .clean(&with_its_body(&html))
        .to_string()
}

/// The cleaner drops the body of a page and keeps what stands in it. Its colours are part of the design, so it becomes a division.
fn with_its_body(html: &str) -> Cow<'_, str> {
    const BODY: &str = "<body";
    let is_end = |c: char| c.is_ascii_whitespace() || c == '>' || c == '/';
    let lower = html.to_ascii_lowercase();
    let mut places = lower.match_indices(BODY).map(|(place, _)| place);
    let place = places.find(|place| html.get(place + BODY.len()..).is_some_and(|rest| rest.starts_with(is_end)));
    let parts = place.and_then(|place| Some((html.get(..place)?, html.get(place + BODY.len()..)?)));
    parts.map_or(Cow::Borrowed(html), |(before, after)| Cow::Owned(format!("{before}<div{after}")))
}

fn is_link(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    LINKS.iter().any(|scheme| lower.starts_with(scheme))
}

/// Where a picture is fetched from: from us when it came along, from elsewhere when that is allowed.
fn picture(address: &str, pictures: &[(String, String)], remote_pictures: bool) -> Option<String> {
    let address = address.trim();
    let Some((_, id)) = address.split_once(':').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("cid")) else {
        return remote(address).filter(|_| remote_pictures);
    };
    let id = decoded(id);
    let exactly = pictures.iter().find(|(known, _)| *known == id);
    let nearly = || pictures.iter().find(|(known, _)| known.eq_ignore_ascii_case(&id));
    exactly.or_else(nearly).map(|(_, ours)| ours.clone())
}

/// An address elsewhere, over TLS: the page's policy lets no other through.
fn remote(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = ["https://", "http://", "//"].iter().find_map(|start| {
        let (begin, rest) = address.split_at_checked(start.len())?;
        begin.eq_ignore_ascii_case(start).then_some(rest)
    });
    rest.map(|rest| format!("https://{rest}"))
}

/// With its percent codes decoded (RFC 2392 writes a content id as part of an address).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.split_at_checked(2).filter(|_| *first == b'%');
        let code = digits.and_then(|(digits, _)| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (code, digits) {
            (Some(code), Some((_, after))) => {
                bytes.push(code);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str, remote_pictures: bool) -> String {
        let pictures = vec![("logo 1@x.example".to_owned(), "/lent/abc".to_owned())];
        clean(Task { html: html.to_owned(), pictures, remote_pictures })
    }

    #[test]
    fn nothing_that_runs_sends_or_fills_in_is_left() {
        let hostile = "<script>alert(1)</script><style>p{color:red}</style><p onclick=alert(1) id=x class=y>Hi</p>\
            <img src=x onerror=alert(1)><svg onload=alert(1)><a href='https://x.example'>no</a></svg>\
            <form action=https://x.example><input name=p><button>Send</button><textarea>t</textarea></form>\
            <iframe srcdoc='<script>1</script>'>f</iframe><object data=a.swf>o</object><meta http-equiv=refresh content='0;url=https://x.example'>\
            <link rel=stylesheet href=https://x.example/a.css><base href=https://x.example><title>T</title>\
            <a href='java\nscript:alert(1)'>a</a><a href='data:text/html,x'>b</a><a href='/settings'>c</a><a href='cid:x'>d</a>\
            <math><mtext><style><img src=x onerror=alert(1)></style></mtext></math><!--[if mso]>w<![endif]-->";
        let left = cleaned(hostile, true)
            .replace(" target=\"_blank\"", "")
            .replace(" rel=\"noopener noreferrer nofollow\"", "");
        assert_eq!(left, "<p>Hi</p><img>Send<a>a</a><a>b</a><a>c</a><a>d</a>");
    }

    #[test]
    fn a_design_stays() {
        let design = "<table width=\"600\" bgcolor=\"#eeeeee\" cellpadding=\"8\"><tbody><tr><td align=\"center\" style=\"color:#333;border-bottom:1px solid #ccc;vertical-align:top\">\
            <font face=\"Georgia\">Hi</font></td></tr></tbody></table><p dir=\"rtl\">\u{645}</p>";
        assert_eq!(cleaned(design, false), design);
        let page = "<html><head><title>T</title></head><BODY style='background:#000'><p>a</p></BODY></html>";
        assert_eq!(cleaned(page, false), "<div style=\"background:#000\"><p>a</p></div>");
        assert_eq!(cleaned("<bodykit>a", false), "a");
    }

    #[test]
    fn links_open_a_tab_of_their_own_and_tell_nothing() {
        for address in ["https://x.example/a?b=c", "mailto:a@x.example", "tel:+4930"] {
            let link = format!("<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">a</a>");
            let written =
                format!("<a ping=\"https://x.example\" target=\"_top\" rel=\"opener\" href=\"{address}\">a</a>");
            assert_eq!(cleaned(&written, false), link);
        }
    }

    #[test]
    fn pictures_that_came_along_are_ours_and_those_elsewhere_wait_until_they_are_asked_for() {
        assert_eq!(cleaned("<img src='CID:logo%201@x.example' alt=L>", false), "<img src=\"/lent/abc\" alt=\"L\">");
        assert_eq!(cleaned("<img src='cid:LOGO 1@x.example'>", false), "<img src=\"/lent/abc\">");
        for unknown in ["cid:other", "/lent/stolen", "files/a", "data:image/png;base64,AA==", "ftp://x.example/a.png"] {
            assert_eq!(cleaned(&format!("<img src='{unknown}'>"), true), "<img>", "{unknown}");
        }
        for elsewhere in ["https://x.example/a.png", "http://x.example/a.png", "//x.example/a.png"] {
            let page = format!(
                "<table><tbody><tr><td background=\"{elsewhere}\"><img src=\"{elsewhere}\"></td></tr></tbody></table>"
            );
            assert_eq!(cleaned(&page, false).matches("x.example").count(), 0);
            assert_eq!(cleaned(&page, true).matches("\"https://x.example/a.png\"").count(), 2, "{elsewhere}");
        }
    }

    #[test]
    fn percent_codes_are_decoded_and_halves_of_them_stay() {
        assert_eq!(decoded("a%20b%C3%A9%"), "a bé%");
        assert_eq!(decoded("%zz%2"), "%zz%2");
    }
}
