//! `POST /{id}/messages`: the same address for WhatsApp, Messenger and Instagram.

use super::access::{self, Query};
use super::error::GraphError;
use super::{cloud, mark, thread};
use crate::Channel;
use crate::incoming;
use crate::router::Shared;
use crate::state::OneFile;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Path, Query as UrlQuery, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// Sends a message, or tells the customer's app that theirs was seen.
pub(super) async fn send(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let line = match access::line(&world, &id, &headers, &query) {
        Ok(line) => line,
        Err(error) => return error.into_response(),
    };
    let (body, file) = match body(&headers, request).await {
        Ok(read) => read,
        Err(error) => return error.into_response(),
    };
    if line.channel == Channel::Whatsapp {
        return match body.get("status") {
            Some(_) => mark::cloud(&world, &line, &body).await,
            None => cloud::send(world, line, body).await,
        };
    }
    match body.get("sender_action") {
        Some(_) => mark::thread(&world, &line, &body).await,
        None => thread::send(world, line, body, file).await,
    }
}

/// Messenger: a file that is to be sent later, perhaps more than once.
pub(super) async fn attach(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, GraphError> {
    let line = access::line(&world, &id, &headers, &query)?;
    let (body, file) = body(&headers, request).await?;
    let address = body.pointer("/message/attachment/payload/url").and_then(Value::as_str);
    let file = match (file, address) {
        (Some(file), _) => file,
        (None, Some(address)) => crate::fetch::file(&world, address).await.map_err(GraphError::parameter)?,
        (None, None) => return Err(GraphError::parameter("param message must contain an attachment")),
    };
    let id = world.change(|state| incoming::keep(state, line.channel, file)).await;
    Ok(Json(json!({"attachment_id": id})).into_response())
}

/// JSON, or the fields of a form with JSON in them and a file.
async fn body(headers: &HeaderMap, request: Request) -> Result<(Value, Option<OneFile>), GraphError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await;
        return form_fields(form.map_err(|_| GraphError::parameter("the form cannot be read"))?).await;
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|_| GraphError::parameter("the body is too large"))?;
    let body: Value = serde_json::from_slice(&bytes).map_err(|_| {
        GraphError::parameter("The request body is not valid JSON (is the Content-Type application/json?)")
    })?;
    if !body.is_object() {
        return Err(GraphError::parameter("The request body is not an object"));
    }
    Ok((body, None))
}

async fn form_fields(mut form: Multipart) -> Result<(Value, Option<OneFile>), GraphError> {
    let broken = |_| GraphError::parameter("the form breaks off");
    let (mut body, mut file) = (Map::new(), None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "filedata" {
            let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
            let file_name = field.file_name().unwrap_or("file").to_owned();
            let bytes = field.bytes().await.map_err(broken)?;
            file = Some(OneFile { name: file_name, media_type, bytes });
        } else {
            let text = field.text().await.map_err(broken)?;
            let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
            body.insert(name, value);
        }
    }
    Ok((Value::Object(body), file))
}
