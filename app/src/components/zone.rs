//! The browser's time zone, told to the server by a cookie.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Keeps the browser's zone in the cookie `zone`; whether the server did not know it yet. For effects, which only browsers run.
pub fn keep_zone() -> bool {
    let Some(zone) = browser_zone() else { return false };
    let document = document().unchecked_into::<web_sys::HtmlDocument>();
    let pair = format!("zone={zone}");
    let is_known = document.cookie().is_ok_and(|cookies| cookies.split("; ").any(|cookie| cookie == pair));
    // A browser that refuses cookies goes on to show UTC, and must not ask again and again.
    !is_known && document.set_cookie(&format!("{pair}; Path=/; SameSite=Lax; Max-Age=31536000")).is_ok()
}

/// The zone's IANA name, as the browser knows it.
fn browser_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &JsValue::from_str("timeZone")).ok()?.as_string()
}
