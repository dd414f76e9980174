//! The `Content-Security-Policy` of each sort of answer: what a page may load, run and be framed by.

use axum::http::HeaderValue;

/// For everything that is no page: nothing at all, should a browser show it as one.
pub const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// For files of customers and agents: besides, without the rights of our origin.
pub const FILE: &str = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// For the page of a mail, in a frame of ours or alone: its words, its own styles and pictures of ours, without the rights of our
/// origin. Links open tabs of their own.
pub const EMAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; \
     sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// The same, with pictures that lie elsewhere.
pub const EMAIL_WITH_REMOTE_PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https:; \
     sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// For the API's documentation, whose scripts come from us but style themselves.
pub const DOCUMENTATION: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// For the demo's shop, which has the chat in a frame.
pub const SHOP: &str = "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// For agents' pages. The nonce is for the few inline scripts that start the page; attributes of style hold widths of bars.
#[must_use]
pub fn page(nonce: &str) -> Option<HeaderValue> {
    // While developing, the page is told of changes by another port.
    let reload = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" };
    HeaderValue::from_str(&format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'{reload}; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ))
    .ok()
}

/// For the visitor's chat, which other sites show in a frame: those of the inbox, or all.
#[must_use]
pub fn chat(origins: &[String]) -> Option<HeaderValue> {
    // An entry that is no plain origin could end the directive, and would then allow everything.
    let is_plain = |origin: &&String| origin.contains("://") && !origin.contains([';', ',', '\'', ' ', '*']);
    let ancestors = if origins.is_empty() {
        "*".to_owned()
    } else {
        let allowed: Vec<&str> = origins.iter().filter(is_plain).map(String::as_str).collect();
        format!("'self' {}", allowed.join(" "))
    };
    HeaderValue::from_str(&format!(
        "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; \
         connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
    ))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_framed_by_the_sites_of_its_inbox_only() {
        let ancestors = |origins: &[&str]| {
            let origins: Vec<String> = origins.iter().map(|&origin| origin.to_owned()).collect();
            let policy = chat(&origins).unwrap().to_str().unwrap().to_owned();
            policy.rsplit_once("frame-ancestors ").unwrap().1.to_owned()
        };
        assert_eq!(ancestors(&[]), "*");
        assert_eq!(ancestors(&["https://shop.example"]), "'self' https://shop.example");
        assert_eq!(ancestors(&["*", "https://a.example; script-src *"]), "'self' ");
    }
}
