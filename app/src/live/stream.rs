//! Server-Sent Events, for networks that let no WebSocket through. What the page has to say goes by `POST`.

use super::connection::Heard;
use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Event, EventSource, Headers, MessageEvent, RequestInit};
use types::{Seq, Uuid};

/// An open or opening stream. Dropping it closes it and silences it.
pub(super) struct Stream {
    source: EventSource,
    /// Tells the server that stream and signals belong together.
    connection: Uuid,
    // Kept alive as long as the browser may call them.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Stream {
    /// Opens one that goes on after `after`. `None` when the browser refuses at once.
    pub(super) fn open(after: Seq, hear: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let connection = Uuid::new_v4();
        let source = EventSource::new(&format!("/live/events?after={after}&connection={connection}")).ok()?;
        let on_message = {
            let hear = hear.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    hear(Heard::Text(text));
                }
            })
        };
        // The browser would try again by itself, but without limits and without telling: we do it.
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_: Event| hear(Heard::End));
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { source, connection, _on_message: on_message, _on_error: on_error })
    }

    /// Posts a signal. Signals are worth one attempt only: the next one tells more.
    pub(super) fn send(&self, text: &str) {
        let request = RequestInit::new();
        request.set_method("POST");
        request.set_body(&JsValue::from_str(text));
        if let Ok(headers) = Headers::new()
            && headers.set("Content-Type", "application/json").is_ok()
        {
            request.set_headers(&headers);
        }
        let url = format!("/live/signal?connection={}", self.connection);
        // A promise nobody waits for; a rejected one would only be logged by the browser.
        let _ = window().fetch_with_str_and_init(&url, &request);
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}
