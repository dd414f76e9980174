//! Small counts.

use leptos::prelude::*;

/// What a small thing means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Just a number.
    #[default]
    Neutral,
    /// New, or mine.
    Accent,
    /// Wrong, or overdue.
    Danger,
    /// Soon.
    Warning,
    /// Done.
    Success,
}

impl Tone {
    /// Its background and letters.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "bg-hover text-muted",
            Self::Accent => "bg-accent text-on-accent",
            Self::Danger => "bg-danger-soft text-danger",
            Self::Warning => "bg-warning-soft text-warning",
            Self::Success => "bg-success-soft text-success",
        }
    }
}

/// A count in a pill, nothing at zero. Above 999 it says so.
#[component]
pub fn Badge(
    /// How many.
    #[prop(into)]
    count: Signal<i64>,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// What is counted, for screen readers: "unread".
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    move || {
        let count = count.get();
        let text = if count > 999 { "999+".to_owned() } else { count.to_string() };
        let label = label.clone();
        (count > 0).then(move || {
            view! {
                <span class=format!(
                    "inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full px-1.5 text-xs font-semibold tabular-nums {}",
                    tone.class(),
                )>
                    {text}
                    {(!label.is_empty()).then(|| view! { <span class="sr-only">" " {label}</span> })}
                </span>
            }
        })
    }
}
