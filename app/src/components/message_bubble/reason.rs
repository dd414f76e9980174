//! Why a message did not arrive, or may not have, in full below it.

use super::delivery_mark::{delivery_of, words};
use crate::components::Icon;
use leptos::prelude::*;
use types::message::{Delivery, Message};

/// The reason with the provider's code; nothing below a message that is well.
#[component]
pub(super) fn Reason(message: Memo<Option<Message>>) -> impl IntoView {
    let delivery = delivery_of(message);
    move || {
        let (delivery, stored) = delivery.get()?;
        let (icon, color) = match delivery {
            Delivery::Failed { .. } => (icondata::LuCircleAlert, "text-danger"),
            Delivery::Uncertain { .. } => (icondata::LuCircleHelp, "text-warning"),
            _ => return None,
        };
        let words = words(&delivery, stored);
        let code = delivery.code().map(|code| {
            let title = format!("The provider's code: {code}");
            view! { <code title=title class="ms-1.5 font-mono text-xs whitespace-nowrap">{code.to_owned()}</code> }
        });
        Some(view! {
            <p class=format!("mt-1 flex max-w-full items-start gap-1.5 px-1 text-sm {color}")>
                <Icon icon width="1rem" class="mt-0.5"/>
                <span class="min-w-0">{words} {code}</span>
            </p>
        })
    }
}
