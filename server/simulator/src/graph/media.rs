//! Files: upload, the two steps of a download, and addresses anybody may open.

use super::access::{self, Query};
use super::error::GraphError;
use super::known;
use crate::router::Shared;
use crate::state::OneFile;
use crate::{Channel, clock, incoming};
use axum::Json;
use axum::extract::{Multipart, Path, Query as UrlQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// How long the address of a file works, in milliseconds.
const ADDRESS_LASTS: i64 = 5 * 60 * 1000;

/// What may be uploaded, and how large it may be in megabytes (media reference, June 2026).
const SORTS: [(&str, &[&str], usize); 5] = [
    ("image", &["image/jpeg", "image/png"], 5),
    ("audio", &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], 16),
    ("video", &["video/mp4", "video/3gpp"], 16),
    ("sticker", &["image/webp"], 1),
    ("document", &["text/plain", "text/csv", "application/"], 100),
];

pub(super) async fn upload(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Result<Json<Value>, GraphError> {
    let line = access::line(&world, &id, &headers, &query)?;
    let broken = |_| GraphError::parameter("the form breaks off");
    let (mut file, mut product, mut kind) = (None, None, None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().unwrap_or("file").to_owned();
                let media_type = field.content_type().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(broken)?;
                file = Some(OneFile { name, media_type, bytes });
            }
            Some("messaging_product") => product = Some(field.text().await.map_err(broken)?),
            Some("type") => kind = Some(field.text().await.map_err(broken)?),
            _ => {}
        }
    }
    if product.as_deref() != Some("whatsapp") {
        return Err(GraphError::parameter("The parameter messaging_product is required."));
    }
    let mut file = file.ok_or_else(|| GraphError::parameter("The parameter file is required."))?;
    if let Some(kind) = kind.filter(|kind| kind.contains('/')) {
        file.media_type = kind;
    }
    check(&file)?;
    let id = world.change(|state| incoming::keep(state, line.channel, file)).await;
    Ok(Json(json!({"id": id})))
}

fn check(file: &OneFile) -> Result<(), GraphError> {
    let plain = file.media_type.split(';').next().unwrap_or_default().trim();
    let sort = SORTS.iter().find(|(_, kinds, _)| {
        kinds.iter().any(|kind| plain == *kind || (kind.ends_with('/') && plain.starts_with(kind)))
    });
    let Some((sort, _, megabytes)) = sort else {
        return Err(GraphError::parameter(format!(
            "Param file must be a file with one of the supported types. Received file of type '{plain}'."
        )));
    };
    if file.bytes.is_empty() || file.bytes.len() > megabytes * 1024 * 1024 {
        return Err(
            known(131_053, None).because(format!("A file of the kind {sort} must have 1 byte to {megabytes} MB."))
        );
    }
    Ok(())
}

/// First step: the id's address. `None` when there is no such file.
pub(super) fn describe(world: &Shared, id: &str) -> Option<Value> {
    let ends = clock::now() + ADDRESS_LASTS;
    let url = format!("{}/lookaside/{id}?source=getMedia&ext={}", world.origin, ends / 1000);
    world.read(|state| {
        let media = state.media.get(id)?;
        Some(
            json!({"url": url, "mime_type": media.media_type, "sha256": media.sha256, "file_size": media.size, "id": id,
            "messaging_product": "whatsapp"}),
        )
    })
}

pub(super) async fn delete(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    access::lines(&world, &headers, &query)?;
    let gone = world.change(|state| state.media.remove(&id)).await;
    gone.map(|_| Json(json!({"success": true}))).ok_or_else(|| known(100, Some(33)))
}

/// Second step: the address wants the token again, and only as a header.
pub(super) async fn download(
    State(world): State<Shared>,
    Path(id): Path<String>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Response {
    let allowed = access::lines(&world, &headers, &Query::new());
    if !allowed.is_ok_and(|lines| lines.iter().any(|line| line.channel == Channel::Whatsapp)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let ends: i64 = query.get("ext").and_then(|ends| ends.parse().ok()).unwrap_or_default();
    if ends < clock::now() / 1000 {
        return StatusCode::NOT_FOUND.into_response();
    }
    serve(&world, &id)
}

/// Addresses in webhooks of Messenger, Instagram and Gupshup, and the phone's own pictures.
pub(super) async fn public(State(world): State<Shared>, Path((id, _)): Path<(String, String)>) -> Response {
    serve(&world, &id)
}

/// The bytes of a file. Only sorts that cannot do anything in a browser are shown; others are saved.
pub(crate) fn serve(world: &Shared, id: &str) -> Response {
    let Some(media) = world.read(|state| state.media.get(id).cloned()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let harmless = ["image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/"];
    let shown = harmless.iter().any(|kind| media.media_type.starts_with(kind));
    let disposition = if shown { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, media.media_type.as_str()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, media.bytes.clone()).into_response()
}
