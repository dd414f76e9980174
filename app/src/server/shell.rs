//! The HTML document around every page.

use crate::App;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

/// The page is as wide as the screen, reaches under its notch, and shrinks when the keyboard of a telephone opens.
const VIEWPORT: &str = "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content";

/// The document. The theme stands in a cookie, so that a page is never first drawn in the other one.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let theme = super::cookie("theme").filter(|theme| theme == "light" || theme == "dark");
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content=VIEWPORT/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#f5f6f8" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#111317" media="(prefers-color-scheme: dark)"/>
                <HashedStylesheet options=options.clone() id="leptos"/>
                <link rel="icon" id="favicon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
