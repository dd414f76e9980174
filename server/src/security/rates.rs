//! How often somebody may write: strangers by where they come from, programs by their token. Who is too fast is told when to go on.

use crate::extract::bearer;
use crate::settings::Limits;
use crate::{App, Refused};
use app::server::ClientAddress;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;
use types::Problem;

/// Keys kept before those that have recovered are forgotten.
const KEYS: usize = 20_000;

/// Counts in memory; a restart forgives.
pub struct Rates {
    posts: Rate,
    uploads: Rate,
    calls: Rate,
}

/// `None`: no limit.
type Rate = Option<DefaultKeyedRateLimiter<String>>;

impl Rates {
    /// With the operator's figures.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self {
            posts: rate(limits.visitor_posts_per_minute),
            uploads: rate(limits.uploads_per_minute),
            calls: rate(limits.api_calls_per_minute),
        }
    }
}

/// A minute's worth may come at once: many visitors share the address of an office or a mobile network.
fn rate(per_minute: u32) -> Rate {
    NonZeroU32::new(per_minute).map(|rate| RateLimiter::keyed(Quota::per_minute(rate)))
}

/// Middleware: what visitors send.
pub async fn visitor(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET {
        return next.run(request).await;
    }
    let address = request.extensions().get::<ClientAddress>().map(|address| address.0.clone()).unwrap_or_default();
    let rate = if request.uri().path().ends_with("/files") { &app.rates.uploads } else { &app.rates.posts };
    limited(rate, address, request, next).await
}

/// Middleware: what programs send, by their token; those without one by where they come from.
pub async fn program(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = || request.extensions().get::<ClientAddress>().map(|address| address.0.clone());
    let key = bearer(request.headers()).map(str::to_owned).or_else(address).unwrap_or_default();
    limited(&app.rates.calls, key, request, next).await
}

async fn limited(rate: &Rate, key: String, request: Request, next: Next) -> Response {
    let Some(rate) = rate else { return next.run(request).await };
    if rate.len() > KEYS {
        rate.retain_recent();
    }
    match rate.check_key(&key) {
        Ok(()) => next.run(request).await,
        Err(refused) => too_fast(refused.wait_time_from(DefaultClock::default().now())),
    }
}

fn too_fast(wait: Duration) -> Response {
    let mut response = Refused(Problem::too_many(wait)).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    response
}
