//! All URLs, grouped by who uses them.

use crate::security::limits::{self, BODY_BYTES, BODY_SILENCE, HOOK_BYTES, UPLOAD_BYTES};
use crate::security::{client, content_policy, headers, origin, panics, rates};
use crate::{App, agents, customers, integrators, operators, pages, providers, trace};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate as _, SizeAbove};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;
use tower_http::trace::TraceLayer;
use types::inbox::REDIRECT_PATH;

/// Everything Frontdesk answers.
pub fn router(app: App) -> Router {
    // Agents, besides the pages and server functions of `app`.
    let agents = Router::new()
        .route("/live", get(agents::live::connect))
        .route("/live/events", get(agents::live_events::stream))
        .route("/live/signal", post(agents::live_events::signal))
        .route("/files/{key}", get(agents::files::download))
        .route("/files/{key}/pages/{number}", get(agents::file_pages::read))
        .route("/files/{key}/formatted", get(agents::formatted_email::read))
        .route("/lent/{sealed}", get(providers::files::lend))
        .route("/statistics.csv", get(agents::statistics_csv::download))
        .route(REDIRECT_PATH, get(agents::mail_sign_in::finish))
        .route("/channels/{id}/oauth", get(agents::mail_sign_in::begin))
        .merge(pages::routes(&app))
        .nest("/pkg", pages::package(&app.leptos_options));

    // Customers in the chat of a website.
    let customers = Router::new()
        .route("/widget.js", get(customers::assets::launcher))
        .route("/chat.js", get(customers::assets::script))
        .route("/chat.css", get(customers::assets::style))
        .route("/chat/{key}", get(customers::chat::page))
        .route("/chat/{key}/messages", get(customers::messages::list))
        .route("/chat/{key}/files/{file}", get(customers::files::download))
        .route("/chat/{key}/signals", post(customers::signals::take))
        .route("/chat/{key}/live", get(customers::live::connect))
        .route("/chat/{key}/events", get(customers::live::stream))
        .layer(from_fn_with_state(app.clone(), rates::visitor));

    // A shop to try the chat in, in a demo only.
    let demo =
        Router::new().route("/demo", get(customers::shop::page)).route("/shop.css", get(customers::assets::shop_style));

    // Programs of integrators.
    let integrators = Router::new()
        .route("/api/v1/sessions", post(integrators::sessions::create))
        .route("/api/v1/sessions/{session_id}", get(integrators::sessions::read))
        .route("/api/v1/sessions/{session_id}/messages", post(integrators::sessions::post_message))
        .layer(from_fn_with_state(app.clone(), rates::program))
        .layer(from_fn(integrators::add_challenge))
        .merge(integrators::documentation::routes().layer(documentation_policy()));

    // Operators and their monitoring.
    let operators = Router::new().route("/health", get(operators::health)).route("/ready", get(operators::ready));

    // What may bring a file may take its time. A message may, too: forms without scripts carry both.
    let from_visitors = Router::new()
        .route("/chat/{key}/files", post(customers::files::upload))
        .route("/chat/{key}/messages", post(customers::messages::write))
        .layer(from_fn_with_state(app.clone(), rates::visitor));
    let uploads = Router::new()
        .route("/files", post(agents::files::upload))
        .merge(from_visitors)
        .layer(from_fn(limits::upload_in_time))
        .layer(from_fn(limits::upload))
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES as usize));

    // Providers. What they send is larger than what people type.
    let hooks = Router::new()
        .route("/hooks/{channel}", get(providers::hooks::application).post(providers::hooks::application))
        .route("/hooks/{channel}/{inbox}", get(providers::hooks::inbox).post(providers::hooks::inbox))
        .layer(from_fn(limits::answer_in_time))
        .layer(from_fn(limits::hook))
        .layer(DefaultBodyLimit::max(HOOK_BYTES as usize));

    let mut quick = agents.merge(customers).merge(integrators).merge(operators);
    if app.demo.is_some() {
        quick = quick.merge(demo);
    }
    quick
        .fallback(pages::other)
        .layer(from_fn(limits::answer_in_time))
        .layer(from_fn(limits::body))
        .layer(DefaultBodyLimit::max(BODY_BYTES as usize))
        .merge(uploads)
        .merge(hooks)
        .layer(
            // From the outside in.
            ServiceBuilder::new()
                .layer(
                    TraceLayer::new_for_http().make_span_with(trace::span).on_request(()).on_response(trace::answered),
                )
                .layer(compression())
                .layer(from_fn_with_state(app.clone(), headers::add))
                .layer(CatchPanicLayer::custom(panics::answer))
                .layer(from_fn_with_state(app.clone(), client::note_address))
                .layer(from_fn_with_state(app.clone(), origin::refuse_foreign))
                .layer(RequestBodyTimeoutLayer::new(BODY_SILENCE)),
        )
        .with_state(app)
}

fn documentation_policy() -> SetResponseHeaderLayer<HeaderValue> {
    let policy = HeaderValue::from_static(content_policy::DOCUMENTATION);
    SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy)
}

/// Text only: pictures are compressed already, and a live stream must not wait in a buffer.
fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    let is_text = |_status, _version, headers: &axum::http::HeaderMap, _extensions: &axum::http::Extensions| {
        let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default();
        matches!(
            essence,
            "text/html"
                | "text/css"
                | "text/csv"
                | "text/javascript"
                | "application/javascript"
                | "application/json"
                | "application/manifest+json"
                | "application/wasm"
                | "image/svg+xml"
        )
    };
    CompressionLayer::new().quality(CompressionLevel::Precise(5)).compress_when(SizeAbove::new(512).and(is_text))
}
