//! What agents see. Layers, each using only those to its right: pages → components → api → types.
//!
//! The same code runs on the server, which answers every address with a complete page, and in the browser, which takes that
//! page over. Only `server` exists on one side alone; server functions import from it inside their bodies.

// Views are deeply nested types; the default limit of 128 does not cover a whole page.
#![recursion_limit = "512"]
#![expect(
    unreachable_pub,
    reason = "the component macro makes public builders, also for components of private modules"
)]

pub mod api;
pub mod components;
mod error;
pub mod live;
pub mod pages;
pub mod resource;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod visitor;
pub mod workspace;

pub use error::AppError;
#[cfg(feature = "ssr")]
pub use server::shell::shell;

use crate::components::{Frame, ToastRegion, Toasts};
use crate::pages::channels::{ChannelDetailPage, ChannelsPage, DeadLettersPage, NewChannelPage};
use crate::pages::groups::{GroupDetailPage, GroupsPage};
use crate::pages::inbox::InboxPage;
use crate::pages::search::SearchPage;
use crate::pages::statistics::{EvidencePage, StatisticsPage};
use crate::pages::{NotFoundPage, SignInPage};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// Every page and its address. All are rendered whole on the server, so that each works without JavaScript.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Toasts::provide();
    view! {
        <Title formatter=|page: String| if page.is_empty() { "Frontdesk".to_owned() } else { format!("{page} · Frontdesk") }/>
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("/") view=FirstPage ssr=SsrMode::Async/>
                    <Route path=path!("/inbox") view=FirstPage ssr=SsrMode::Async/>
                    <Route path=path!("/inbox/:view/:conversation?") view=InboxPage ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/statistics") view=StatisticsPage ssr=SsrMode::Async/>
                    <Route path=path!("/statistics/evidence") view=EvidencePage ssr=SsrMode::Async/>
                    <Route path=path!("/groups") view=GroupsPage ssr=SsrMode::Async/>
                    <Route path=path!("/groups/:id") view=GroupDetailPage ssr=SsrMode::Async/>
                    <Route path=path!("/channels") view=ChannelsPage ssr=SsrMode::Async/>
                    <Route path=path!("/channels/new/:channel") view=NewChannelPage ssr=SsrMode::Async/>
                    <Route path=path!("/channels/dead-letters") view=DeadLettersPage ssr=SsrMode::Async/>
                    <Route path=path!("/channels/:id") view=ChannelDetailPage ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
        <ToastRegion/>
    }
}

/// Where an agent begins.
#[component]
fn FirstPage() -> impl IntoView {
    view! { <Redirect path="/inbox/mine"/> }
}
