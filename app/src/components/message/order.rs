//! Goods chosen from a catalogue.

use super::linked_text::LinkedText;
use leptos::prelude::*;
use types::message::OrderItem;

/// What was ordered, and what it comes to.
#[component]
pub(super) fn OrderCard(items: Vec<OrderItem>, remark: Option<String>) -> impl IntoView {
    let total = total(&items);
    let rows = items.into_iter().map(|item| {
        let price = money(item.price_cents.saturating_mul(i64::from(item.quantity)), &item.currency);
        view! {
            <tr>
                <td class="py-1 pe-3 text-end tabular-nums">{item.quantity} " ×"</td>
                <td class="py-1 pe-3">{item.product}</td>
                <td class="py-1 text-end whitespace-nowrap tabular-nums">{price}</td>
            </tr>
        }
    });
    view! {
        <div class="flex min-w-0 flex-col gap-2">
            <table class="max-w-xs rounded-md text-start">
                <caption class="pb-1 text-start font-medium">"Order"</caption>
                <tbody class="divide-y divide-line">{rows.collect_view()}</tbody>
            </table>
            {total.map(|total| view! { <p class="font-semibold tabular-nums">"Total " {total}</p> })}
            {remark.filter(|remark| !remark.is_empty()).map(|text| view! { <LinkedText text/> })}
        </div>
    }
}

/// The sum; `None` over several currencies, or of nothing.
fn total(items: &[OrderItem]) -> Option<String> {
    let currency = &items.first()?.currency;
    if items.iter().any(|item| item.currency != *currency) {
        return None;
    }
    let sum = items
        .iter()
        .fold(0_i64, |sum, item| sum.saturating_add(item.price_cents.saturating_mul(i64::from(item.quantity))));
    Some(money(sum, currency))
}

/// `12.50 EUR`.
fn money(cents: i64, currency: &str) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let size = cents.unsigned_abs();
    format!("{sign}{}.{:02} {currency}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(quantity: u32, price_cents: i64, currency: &str) -> OrderItem {
        OrderItem { product: "tea".to_owned(), quantity, price_cents, currency: currency.to_owned() }
    }

    #[test]
    fn an_order_is_summed_within_one_currency() {
        assert_eq!(total(&[item(2, 1_250, "EUR"), item(1, 5, "EUR")]).as_deref(), Some("25.05 EUR"));
        assert_eq!(total(&[item(1, 1, "EUR"), item(1, 1, "USD")]), None);
        assert_eq!(total(&[]), None);
        assert_eq!(total(&[item(u32::MAX, i64::MAX, "EUR")]).as_deref(), Some("92233720368547758.07 EUR"));
        assert_eq!(money(-5, "EUR"), "-0.05 EUR");
    }
}
