//! How many characters still fit. Each channel has its own limit.

use super::writing::Writing;
use leptos::prelude::*;

/// Nothing while there is plenty of room; then what is left, in red when it is too much.
#[component]
pub(super) fn Counter(writing: Writing) -> impl IntoView {
    let left = Memo::new(move |_| left(writing.text.with(|text| text.chars().count()), writing.limit()));
    move || {
        left.get().map(|left| {
            let (class, words) = if left < 0 {
                ("text-danger font-semibold", format!("{} too many", -left))
            } else {
                ("text-muted", format!("{left} left"))
            };
            view! { <span role="status" class=format!("px-1 text-sm tabular-nums {class}")>{words}</span> }
        })
    }
}

/// What is left of the limit, once four fifths are used up.
fn left(used: usize, limit: usize) -> Option<i64> {
    let (used, limit) = (i64::try_from(used).ok()?, i64::try_from(limit).ok()?);
    (used * 5 > limit * 4).then_some(limit - used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counter_appears_when_it_gets_tight() {
        assert_eq!(left(800, 1_000), None);
        assert_eq!(left(801, 1_000), Some(199));
        assert_eq!(left(1_000, 1_000), Some(0));
        assert_eq!(left(1_003, 1_000), Some(-3));
    }
}
