//! Turning pages, by buttons and by keys.

use crate::components::IconButton;
use leptos::ev;
use leptos::prelude::*;

/// Where to turn to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    First,
    Back,
    On,
    Last,
}

impl Turn {
    /// What a key means, in the browser's name of it.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            "Home" => Some(Self::First),
            "ArrowLeft" | "ArrowUp" | "PageUp" => Some(Self::Back),
            "ArrowRight" | "ArrowDown" | "PageDown" => Some(Self::On),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    /// The page that one comes to, in a file of so many.
    pub(super) fn from(self, number: u32, pages: u32) -> u32 {
        match self {
            Self::First => 1,
            Self::Back => number.saturating_sub(1).max(1),
            Self::On => number.saturating_add(1).min(pages),
            Self::Last => pages,
        }
    }
}

/// Which page it is, between two buttons. Nothing for a single page.
#[component]
pub(super) fn TurnButtons(
    number: RwSignal<u32>,
    pages: RwSignal<u32>,
    turn: impl Fn(Turn) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    // A click elsewhere closes.
    let press = move |event: ev::MouseEvent, way: Turn| {
        event.stop_propagation();
        turn(way);
    };
    let several = Memo::new(move |_| pages.get() > 1);
    move || {
        several.get().then(|| {
            view! {
                <div class="flex items-center gap-1">
                    <IconButton
                        icon=icondata::LuChevronLeft
                        label="Previous page"
                        small=true
                        idle=Signal::derive(move || number.get() <= 1)
                        on:click=move |event| press(event, Turn::Back)
                    />
                    <span role="status" class="text-sm tabular-nums">
                        {move || format!("Page {} of {}", number.get(), pages.get())}
                    </span>
                    <IconButton
                        icon=icondata::LuChevronRight
                        label="Next page"
                        small=true
                        idle=Signal::derive(move || number.get() >= pages.get())
                        on:click=move |event| press(event, Turn::On)
                    />
                </div>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_ends_at_the_first_and_the_last_page() {
        assert_eq!(Turn::Back.from(1, 3), 1);
        assert_eq!(Turn::Back.from(3, 3), 2);
        assert_eq!(Turn::On.from(2, 3), 3);
        assert_eq!(Turn::On.from(3, 3), 3);
        assert_eq!((Turn::First.from(2, 3), Turn::Last.from(2, 3)), (1, 3));
    }
}
