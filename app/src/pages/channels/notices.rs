//! News about a channel: token expired, template refused, quality fallen. Somebody deals with each, or it is over by itself.

use super::connection::SeverityIcon;
use crate::api::channels::{ChannelView, SettleNotice};
use crate::components::{Button, ButtonSize, FormProblem, Time, TimeLook};
use leptos::form::ActionForm;
use leptos::prelude::*;
use types::inbox::Notice;
use types::{Timestamp, Zone};

/// Open news with a button that settles each, and the settled ones folded away. Nothing when there are none.
#[component]
pub(super) fn NoticesSection(
    /// The channel as it is now.
    view: RwSignal<ChannelView>,
    /// The reader's zone.
    zone: Zone,
    /// Settles a notice.
    settle: ServerAction<SettleNotice>,
) -> impl IntoView {
    // Only when they change: what somebody has unfolded must stay so.
    let notices = Memo::new(move |_| view.with(|view| view.page.notices.clone()));
    let now = view.with_untracked(|view| view.now);
    let problem = Signal::derive(move || settle.value().get().and_then(Result::err).map(|error| error.to_string()));
    move || {
        let (settled, open): (Vec<_>, Vec<_>) = notices.get().into_iter().partition(|notice| notice.settled);
        let zone = zone.clone();
        let is_empty = open.is_empty() && settled.is_empty();
        let list = move |notices: Vec<Notice>| {
            let rows = notices.into_iter().map(|notice| view! { <NoticeRow notice now zone=zone.clone() settle/> });
            view! { <ul class="divide-y divide-line rounded-lg border border-line">{rows.collect_view()}</ul> }
        };
        (!is_empty).then(move || {
            view! {
                <section aria-labelledby="notices-heading">
                    <h2 id="notices-heading" class="mb-3 text-lg font-semibold">"News"</h2>
                    <FormProblem text=problem/>
                    {(!open.is_empty()).then(|| list(open))}
                    {(!settled.is_empty()).then(|| view! {
                        <details class="mt-2">
                            <summary class="w-fit rounded-sm text-sm font-medium text-muted hover:text-text">
                                {format!("Dealt with ({})", settled.len())}
                            </summary>
                            <div class="mt-2">{list(settled)}</div>
                        </details>
                    })}
                </section>
            }
        })
    }
}

#[component]
fn NoticeRow(notice: Notice, now: Timestamp, zone: Zone, settle: ServerAction<SettleNotice>) -> impl IntoView {
    let Notice { id, at, severity, sentence, details, settled } = notice;
    let has_details = !details.is_empty() && details != "{}";
    view! {
        <li class="flex items-start gap-3 px-3 py-2">
            <SeverityIcon severity/>
            <div class="min-w-0 flex-1">
                <p>{sentence}</p>
                <p class="text-sm text-muted"><Time at zone look=TimeLook::Brief(now)/></p>
                {has_details.then(|| view! {
                    <details class="mt-1">
                        <summary class="w-fit rounded-sm text-sm text-muted hover:text-text">"What the provider said"</summary>
                        <pre class="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs">{details}</pre>
                    </details>
                })}
            </div>
            {(!settled).then(|| view! {
                <ActionForm action=settle>
                    <input type="hidden" name="notice" value=id.to_string()/>
                    <Button size=ButtonSize::Small kind="submit" icon=icondata::LuCheck disabled=settle.pending()>"Done"</Button>
                </ActionForm>
            })}
        </li>
    }
}
