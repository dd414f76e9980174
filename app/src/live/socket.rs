//! The WebSocket `/live`.

use super::connection::Heard;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Event, MessageEvent, WebSocket};
use types::Seq;

/// An open or opening socket. Dropping it closes it and silences it.
pub(super) struct Socket {
    socket: WebSocket,
    // Kept alive as long as the browser may call them.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_end: Closure<dyn FnMut(Event)>,
}

impl Socket {
    /// Opens one that goes on after `after`. `None` when the browser refuses at once.
    pub(super) fn open(after: Seq, hear: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let origin = window().location().origin().ok()?;
        let socket = WebSocket::new(&format!("{}/live?after={after}", origin.replacen("http", "ws", 1))).ok()?;
        let on_message = {
            let hear = hear.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    hear(Heard::Text(text));
                }
            })
        };
        let on_end = Closure::<dyn FnMut(Event)>::new(move |_: Event| hear(Heard::End));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_end.as_ref().unchecked_ref()));
        Some(Self { socket, _on_message: on_message, _on_end: on_end })
    }

    /// Sends a text, if the socket is open.
    pub(super) fn send(&self, text: &str) {
        if self.socket.ready_state() == WebSocket::OPEN {
            // A socket that closes in this very moment says so by itself.
            let _ = self.socket.send_with_str(text);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}
