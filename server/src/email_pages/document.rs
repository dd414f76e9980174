//! What stands around a cleaned mail: a white sheet, since mails are designed on one, and type for those that choose none.

/// Only what a mail without any design needs; what it says itself is stronger. A ground of its own reaches the edges.
const STYLE: &str = "html{color-scheme:light;background:#fff}\
    body{margin:16px;color:#191b20;font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:break-word}\
    body:has(>div:only-child[style*=background]){margin:0}body:has(>div:only-child[style*=background])>div{min-height:100vh}\
    table{line-height:normal}\
    img{max-width:100%;object-fit:contain}\
    a{color:#4038c9}\
    pre{white-space:pre-wrap}\
    blockquote{margin:12px 0;padding-inline-start:12px;border-inline-start:2px solid #c2c7d0;color:#545b69}";

/// The document around a page that has been cleaned. What is too wide for the frame is scrolled to.
#[must_use]
pub fn document(subject: &str, page: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{}</title><style>{STYLE}</style></head>\n<body dir=\"auto\">{page}</body></html>\n",
        subject.replace('&', "&amp;").replace('<', "&lt;")
    )
}

/// The document for a mail that cannot be cleaned.
#[must_use]
pub fn sorry(subject: &str) -> String {
    document(subject, "<p>This mail cannot be shown as it was designed. Its words stand in the conversation.</p>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_stays_a_title() {
        let page = document("</title><script>alert(1)</script> & more", "<p>Hi</p>");
        assert!(page.contains("<title>&lt;/title>&lt;script>alert(1)&lt;/script> &amp; more</title>"), "{page}");
        assert!(page.contains("<body dir=\"auto\"><p>Hi</p></body>"));
    }
}
