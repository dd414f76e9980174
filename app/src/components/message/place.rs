//! A place on the map.

use crate::components::Icon;
use leptos::prelude::*;
use types::message::Location;

/// What is there, and a link to a map. No map is drawn: it would tell a stranger's server where our customers are.
#[component]
pub(super) fn PlaceCard(location: Location) -> impl IntoView {
    let (latitude, longitude) = (degrees(location.latitude), degrees(location.longitude));
    let map = format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=16/{latitude}/{longitude}");
    let numbers = format!("{latitude}, {longitude}");
    let name = location.name.unwrap_or_else(|| "Shared location".to_owned());
    view! {
        <a
            href=map
            target="_blank"
            rel="noopener noreferrer nofollow"
            class="flex max-w-xs min-w-0 items-start gap-2.5 rounded-md border border-line bg-raised px-2.5 py-2 text-text hover:bg-hover"
        >
            <span class="inline-flex size-8 shrink-0 items-center justify-center rounded-sm bg-danger-soft text-danger">
                <Icon icon=icondata::LuMapPin/>
            </span>
            <span class="min-w-0">
                <span class="block font-medium">{name}</span>
                {location.address.map(|address| view! { <span class="block text-sm text-muted">{address}</span> })}
                <span class="block text-sm text-muted tabular-nums">{numbers}</span>
            </span>
        </a>
    }
}

/// Micro-degrees as degrees, exactly.
fn degrees(micro: i32) -> String {
    let sign = if micro < 0 { "-" } else { "" };
    let size = micro.unsigned_abs();
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_exact() {
        assert_eq!(degrees(-33_856_784), "-33.856784");
        assert_eq!(degrees(151_215_297), "151.215297");
        assert_eq!(degrees(-5), "-0.000005");
        assert_eq!(degrees(i32::MIN), "-2147.483648");
    }
}
