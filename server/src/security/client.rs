//! Where a request comes from, for throttling. Never logged.

use crate::App;
use app::server::ClientAddress;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Middleware: notes the client's address in the request's extensions.
pub async fn note_address(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let forwarded = app.settings.server.trust_proxy.then(|| forwarded(request.headers())).flatten();
    let address = forwarded.or(connected).map(|address| address.to_canonical().to_string());
    request.extensions_mut().insert(ClientAddress(address.unwrap_or_default()));
    next.run(request).await
}

/// The last entry is what our own proxy saw; those before it are what the client made up.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_what_our_own_proxy_saw_counts() {
        for (value, seen) in [
            ("1.2.3.4", Some("1.2.3.4")),
            ("6.6.6.6, 1.2.3.4", Some("1.2.3.4")),
            ("::1", Some("::1")),
            ("unknown", None),
        ] {
            let headers = HeaderMap::from_iter([(FORWARDED_FOR, HeaderValue::from_static(value))]);
            assert_eq!(forwarded(&headers), seen.map(|ip| ip.parse().unwrap()), "{value:?}");
        }
    }
}
