//! A website of somebody else, to try the chat on: a small shop for house plants with the launcher in its corner.

use super::document;
use super::shop_plants::Plant;
use leptos::prelude::*;

struct Product {
    plant: Plant,
    name: &'static str,
    about: &'static str,
    price: &'static str,
}

const PRODUCTS: [Product; 4] = [
    Product { plant: Plant::Monstera, name: "Monstera deliciosa", about: "Grows fast, forgives much", price: "€34" },
    Product { plant: Plant::Sansevieria, name: "Snake plant", about: "Content with a dark corner", price: "€26" },
    Product { plant: Plant::Pilea, name: "Pilea", about: "Makes little ones to give away", price: "€19" },
    Product { plant: Plant::Olive, name: "Olive tree", about: "For the sunniest window you have", price: "€48" },
];

/// What one may expect, in a few words each.
const PROMISES: [(&str, &str, &str); 3] = [
    (
        "care",
        "Ask before you buy",
        "Tell us about your windows and your habits. We know which plant will be happy with them.",
    ),
    ("delivery", "Packed like eggs", "Sent on Mondays and Tuesdays, so that no plant spends a weekend in a van."),
    (
        "guarantee",
        "Thirty days to settle in",
        "A plant that sulks after the journey is replaced. A photo is all we need.",
    ),
];

/// The shop as a complete document; the chat in its corner belongs to this inbox.
#[must_use]
pub fn shop_page(inbox_key: &str) -> String {
    document(view! {
        <html lang="en">
          <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>"Fern & Fig, plants for people who forget to water"</title>
            <link rel="stylesheet" href="/shop.css"/>
            <script src="/widget.js" data-inbox=inbox_key.to_owned() data-color="#2f6b4f" async></script>
          </head>
          <body>
            <header>
              <a class="brand" href="#top">"Fern & Fig"</a>
              <nav aria-label="Shop">
                <a href="#plants">"Plants"</a>
                <a href="#care">"Care"</a>
                <a href="#delivery">"Delivery"</a>
              </nav>
            </header>
            <main id="top">
              {hero()}
              <section id="plants" aria-labelledby="plants-title">
                <h2 id="plants-title">"Just out of the greenhouse"</h2>
                <ul class="products">{PRODUCTS.iter().map(product).collect_view()}</ul>
              </section>
              <section class="promises">{PROMISES.map(promise).collect_view()}</section>
            </main>
            <footer>
              <p>"Fern & Fig, Greenhouse 3, Orchard Lane"</p>
              <p>"Open Monday to Saturday, 9 to 6"</p>
            </footer>
          </body>
        </html>
    })
}

fn hero() -> impl IntoView {
    view! {
        <section class="hero">
          <div>
            <h1>"Plants for people who forget to water"</h1>
            <p>"Raised slowly in our own greenhouse, chosen for real homes, and sent to your door in a pot they can stay in."</p>
            <a class="button" href="#plants">"See the plants"</a>
          </div>
          <svg viewBox="0 0 520 330" role="img" aria-label="Three plants on a shelf">
            <circle cx="270" cy="160" r="150" fill="#f4e3c8"/>
            <g transform="translate(-6 74) scale(.92)">{Plant::Pilea.draw()}</g>
            <g transform="translate(128 -6) scale(1.24)">{Plant::Monstera.draw()}</g>
            <g transform="translate(318 54)">{Plant::Sansevieria.draw()}</g>
            <rect x="24" y="308" width="472" height="12" rx="6" fill="#8a6a4d"/>
          </svg>
        </section>
    }
}

fn product(product: &Product) -> impl IntoView + use<> {
    view! {
        <li>
          <svg viewBox="0 0 240 270" aria-hidden="true">{product.plant.draw()}</svg>
          <h3>{product.name}</h3>
          <p>{product.about}</p>
          <strong>{product.price}</strong>
        </li>
    }
}

fn promise((id, title, text): (&'static str, &'static str, &'static str)) -> impl IntoView {
    view! {
        <article id=id>
          <h3>{title}</h3>
          <p>{text}</p>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shop_has_the_chat_of_its_inbox() {
        let html = shop_page("k\"1");
        assert!(html.contains(r#"src="/widget.js" data-inbox="k&quot;1""#), "{html}");
        assert!(!html.contains("style=") && !html.contains("://"), "{html}");
    }
}
