//! The phone: a page on which a person plays customers. Plain files, without a build step and without anything from elsewhere.

mod portrait;

use crate::router::Shared;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// The page works with this.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The files of the page.
const FILES: [(&str, &str, &str); 12] = [
    ("phone.css", "text/css; charset=utf-8", include_str!("../phone/phone.css")),
    ("chat.css", "text/css; charset=utf-8", include_str!("../phone/chat.css")),
    ("mail.css", "text/css; charset=utf-8", include_str!("../phone/mail.css")),
    ("main.js", SCRIPT, include_str!("../phone/main.js")),
    ("api.js", SCRIPT, include_str!("../phone/api.js")),
    ("dom.js", SCRIPT, include_str!("../phone/dom.js")),
    ("people.js", SCRIPT, include_str!("../phone/people.js")),
    ("chat.js", SCRIPT, include_str!("../phone/chat.js")),
    ("bubble.js", SCRIPT, include_str!("../phone/bubble.js")),
    ("mail.js", SCRIPT, include_str!("../phone/mail.js")),
    ("composer.js", SCRIPT, include_str!("../phone/composer.js")),
    ("panel.js", SCRIPT, include_str!("../phone/panel.js")),
];

/// The page, its files, and customers' faces.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(page))
        .route("/phone/{file}", get(file))
        .route("/favicon.svg", get(icon))
        .route("/faces/{face}", get(face))
}

async fn page() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, include_str!("../phone/index.html")).into_response()
}

async fn file(Path(name): Path<String>) -> Response {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    let Some((_, kind, text)) = found else { return StatusCode::NOT_FOUND.into_response() };
    (
        [
            (header::CONTENT_TYPE, *kind),
            (header::CACHE_CONTROL, "no-cache"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ],
        *text,
    )
        .into_response()
}

async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../phone/favicon.svg")).into_response()
}

/// The picture of a customer, for profiles.
async fn face(State(_): State<Shared>, Path(name): Path<String>) -> Response {
    ([(header::CONTENT_TYPE, "image/png")], portrait::draw(name.trim_end_matches(".png"))).into_response()
}
