//! The pages of a PDF as the server draws them: where they are, and how many.

use types::message::Attachment;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlImageElement, XmlHttpRequest};

/// Says with each page how many there are.
const COUNT: &str = "frontdesk-pages";

/// Where the picture of a page is, counted from 1.
pub(in super::super) fn page_address(file: &Attachment, number: u32) -> String {
    format!("/files/{}/pages/{number}", file.key)
}

/// Tells how many pages a file has, or nothing when the server cannot draw it. The first page is usually in the browser's cache
/// already, and with it the answer.
pub(in super::super) fn count_pages(file: &Attachment, tell: impl FnOnce(Option<u32>) + 'static) {
    let Ok(request) = XmlHttpRequest::new() else { return };
    if request.open("GET", &page_address(file, 1)).is_err() {
        return;
    }
    let answer = request.clone();
    // Comes exactly once, after success and failure alike, and frees itself then.
    let at_end = Closure::once_into_js(move || {
        let count = answer.get_response_header(COUNT).ok().flatten();
        tell(count.and_then(|count| count.parse().ok()));
    });
    request.set_onloadend(Some(at_end.unchecked_ref()));
    // What goes wrong from here on comes to `at_end`.
    let _ = request.send();
}

/// Brings a page into the browser's cache before it is turned to.
pub(in super::super) fn prepare(file: &Attachment, number: u32) {
    if let Ok(image) = HtmlImageElement::new() {
        image.set_src(&page_address(file, number));
    }
}
