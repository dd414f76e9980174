//! The agents' pages: rendered by `app`, with the files they load.

use crate::security::content_policy;
use crate::{App, Refused};
use app::server::{DemoSignIns, PublicUrl, SecureCookies};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use domain::demo::DemoAgent;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes as _, ResponseOptions, generate_route_list};
use std::convert::Infallible;
use tower_http::services::ServeDir;
use types::{Noun, Problem};

/// Every page of `app` and its server functions.
pub fn routes(app: &App) -> Router<App> {
    let options = app.leptos_options.clone();
    Router::new().leptos_routes_with_context(app, generate_route_list(app::App), context(app), move || {
        app::shell(options.clone())
    })
}

/// `/pkg/…`: the pages' scripts and styles, compressed beforehand where the build has done so.
pub fn package(options: &LeptosOptions) -> Router<App> {
    let folder = ServeDir::new(format!("{}/{}", options.site_root, options.site_pkg_dir));
    let files = folder.append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(middleware::from_fn(cache))
}

/// Everything else: a file of the site such as the icon, or the page that says that there is nothing.
pub async fn other(State(app): State<App>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") || !request.method().is_safe() {
        return Refused(Problem::NotFound { what: Noun::Page }).into_response();
    }
    let folder = ServeDir::new(&*app.leptos_options.site_root).append_index_html_on_directories(false);
    let missing = tower::service_fn(|request: Request| {
        let app = app.clone();
        async move { Ok::<_, Infallible>(not_found(&app, request).await) }
    });
    match folder.precompressed_br().precompressed_gzip().fallback(missing).try_call(request).await {
        Ok(response) => kept_an_hour(response.map(axum::body::Body::new)),
        Err(error) => {
            tracing::error!(%error, "a file of the site cannot be read");
            Refused(Problem::Internal).into_response()
        }
    }
}

/// What pages and server functions find in their context, and the policy that fits the page's nonce.
fn context(app: &App) -> impl Fn() + Clone + Send + Sync + 'static {
    let (desk, secure) = (app.desk.clone(), SecureCookies(app.settings.server.is_secure()));
    let public_url = PublicUrl(app.settings.server.url());
    let demo = app.demo.as_ref().map(|demo| {
        let fields = |agent: &DemoAgent| (agent.name, agent.role.as_str(), agent.email, agent.password);
        let text = |(a, b, c, d): (&str, &str, &str, &str)| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned());
        DemoSignIns(demo.agents.iter().map(fields).map(text).collect())
    });
    move || {
        provide_context(desk.clone());
        provide_context(secure);
        provide_context(public_url.clone());
        if let Some(demo) = demo.clone() {
            provide_context(demo);
        }
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Some(policy) = content_policy::page(&nonce)
        {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// A page for people; browsers that look for an icon, and programs, are told in short.
async fn not_found(app: &App, request: Request) -> Response {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if !accept.is_some_and(|types| types.contains("text/html")) {
        return Refused(Problem::NotFound { what: Noun::Page }).into_response();
    }
    let options = app.leptos_options.clone();
    let page = leptos_axum::render_app_async_with_context(context(app), move || app::shell(options.clone()));
    let mut response = page(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// A name with a hash in it never means other bytes; any other name is asked for again each time.
async fn cache(request: Request, next: Next) -> Response {
    let is_hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let value = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}

/// `frontdesk.pbFqk8mBRhMi9X9NIVsC5A.wasm`: what cargo-leptos makes of `hash-files`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split('.').any(|part| part.len() == 22 && part.bytes().any(|byte| byte.is_ascii_alphanumeric()))
}

/// Icons and the like change with a release at most. Pages have said themselves how long they are kept.
fn kept_an_hour(mut response: Response) -> Response {
    let is_page = response.headers().contains_key(header::CONTENT_SECURITY_POLICY);
    if response.status().is_success() && !is_page {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/pkg/frontdesk.pbFqk8mBRhMi9X9NIVsC5A.wasm"));
        assert!(!is_hashed("/pkg/frontdesk.wasm"));
        assert!(!is_hashed("/pkg/__wasm_split.______________________.js"));
    }
}
