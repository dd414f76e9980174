//! `GET /api/openapi.json` and the pages to try it out at `/docs`.

use super::session_body::{AuthorTypeBody, MessageBody, NewMessage, SessionBody};
use super::sessions;
use axum::Router;
use serde::Serialize;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi, ToResponse, ToSchema};
use utoipa_swagger_ui::{Config, SwaggerUi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Frontdesk",
        description = "Hold conversations with Frontdesk's agents from a program of your own. \
                       A token is made with `frontdesk create-token`.",
    ),
    paths(sessions::create, sessions::post_message, sessions::read),
    components(
        schemas(AuthorTypeBody, MessageBody, NewMessage, ProblemBody, SessionBody),
        responses(NoToken, NotAllowed, NoSession, BadField),
    ),
    tags((name = "sessions", description = "Chat sessions")),
    security(("token" = [])),
    modifiers(&Token),
)]
struct Api;

/// Why a request was refused.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
struct ProblemBody {
    /// For programs: `signed_out`, `forbidden`, `not_found`, `invalid`, `conflict`, `too_large`, `too_many`, `unavailable`, `internal`.
    kind: String,
    /// With `invalid`: the field that cannot be taken.
    field: Option<String>,
    /// For people: what is wrong, a whole sentence.
    message: String,
}

/// There is no token, or it is not good any more.
#[derive(ToResponse)]
#[response(example = json!({"kind": "signed_out", "message": "Please sign in."}))]
#[expect(dead_code, reason = "only its description is used")]
pub struct NoToken(ProblemBody);

/// The token does not allow this.
#[derive(ToResponse)]
#[response(example = json!({"kind": "forbidden", "why": "…", "message": "You may not do this: …"}))]
#[expect(dead_code, reason = "only its description is used")]
pub struct NotAllowed(ProblemBody);

/// There is no such session, or it is another business'.
#[derive(ToResponse)]
#[response(example = json!({"kind": "not_found", "what": "session", "message": "There is no such session."}))]
#[expect(dead_code, reason = "only its description is used")]
pub struct NoSession(ProblemBody);

/// A field cannot be taken as it is.
#[derive(ToResponse)]
#[response(example = json!({"kind": "invalid", "field": "content", "message": "The field content is missing."}))]
#[expect(dead_code, reason = "only its description is used")]
pub struct BadField(ProblemBody);

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut Document) {
        let scheme = SecurityScheme::Http(Http::builder().scheme(HttpAuthScheme::Bearer).build());
        document.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

/// The document, and pages that show it and try it out, all from this server.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let look = Config::default().try_it_out_enabled(true).display_request_duration(true).persist_authorization(true);
    SwaggerUi::new("/docs").config(look).url("/api/openapi.json", Api::openapi()).into()
}
