//! Noticing that a place comes into sight, for lists that go on by themselves.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

/// Calls `near` when the element comes into sight while `ready`, and again when it becomes ready and still is in sight.
pub fn when_near(element: NodeRef<Div>, ready: Signal<bool>, near: impl Fn() + Copy + 'static) {
    Effect::new(move |_| {
        let Some(element) = element.get().filter(|_| ready.get()) else { return };
        // Goes with the effect: at its next run, or with the component.
        let watch = StoredValue::new_local(Watch::begin(near));
        watch.with_value(|watch| {
            if let Some(watch) = watch {
                watch.observer.observe(&element);
            }
        });
    });
}

/// An observer with what it calls. Dropping it ends it.
struct Watch {
    observer: IntersectionObserver,
    // Kept alive as long as the browser may call it.
    _on_change: Closure<dyn FnMut(js_sys::Array)>,
}

impl Watch {
    fn begin(near: impl Fn() + 'static) -> Option<Self> {
        let on_change = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let mut in_sight = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            if in_sight.next_back().is_some_and(|entry| entry.is_intersecting()) {
                near();
            }
        });
        let observer = IntersectionObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
        Some(Self { observer, _on_change: on_change })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
