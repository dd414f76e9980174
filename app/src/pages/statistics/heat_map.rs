//! When customers write: weekdays × hours.

use leptos::prelude::*;
use types::time::WEEKDAYS;

/// A table whose cells are the darker the more they hold. The numbers stand in the cells, so it is also just a table.
#[component]
pub(super) fn HeatMap(heat: Vec<Vec<i64>>, zone_name: String) -> impl IntoView {
    let most = heat.iter().flatten().copied().max().unwrap_or(0);
    let hours = (0..24).map(|hour| {
        view! { <th scope="col" class="w-[3.8%] pb-1 text-center font-normal text-faint tabular-nums">{format!("{hour:02}")}</th> }
    });
    let rows = WEEKDAYS.iter().zip(heat).map(|(weekday, counts)| {
        let cells = counts.into_iter().map(|count| {
            view! {
                <td class=format!("h-7 rounded-[3px] text-center tabular-nums {}", step(count, most))>
                    {if count == 0 { "·".to_owned() } else { count.to_string() }}
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row" class="pe-2 text-start font-normal text-muted">{*weekday}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <section aria-labelledby="heat" class="rounded-lg border border-line bg-raised p-4">
            <h2 id="heat" class="text-lg font-semibold">"When customers write"</h2>
            <p class="mb-3 text-sm text-muted">{format!("Messages in by weekday and hour, {zone_name}")}</p>
            <div class="overflow-x-auto" tabindex="0" role="region" aria-label="Messages in by weekday and hour">
                <table class="w-full min-w-180 table-fixed border-separate border-spacing-0.5 text-xs">
                    <thead>
                        <tr>
                            <th scope="col" class="w-10"><span class="sr-only">"Weekday"</span></th>
                            {hours.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Nothing, then five equal steps up to the most; written out, so that Tailwind finds the names.
fn step(count: i64, most: i64) -> &'static str {
    match (count.max(0) * 5 + most - 1).checked_div(most).unwrap_or(0) {
        _ if count <= 0 => "heat-0",
        ..=1 => "heat-1",
        2 => "heat-2",
        3 => "heat-3",
        4 => "heat-4",
        _ => "heat-5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_looks_like_nothing_and_the_most_is_the_darkest() {
        for (count, most, class) in [
            (0, 0, "heat-0"),
            (0, 9, "heat-0"),
            (1, 1_000, "heat-1"),
            (200, 1_000, "heat-1"),
            (201, 1_000, "heat-2"),
            (7, 7, "heat-5"),
        ] {
            assert_eq!(step(count, most), class, "{count} of {most}");
        }
    }
}
