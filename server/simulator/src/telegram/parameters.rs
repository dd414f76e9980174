//! The parameters of a method: in the address, a form, a form with files, or JSON.

use super::{Refusal, refused};
use crate::part::{owned, word};
use crate::state::OneFile;
use axum::body::Bytes;
use axum::extract::{Form, FromRequest, Multipart, Query, Request};
use axum::http::header;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What a method was called with.
#[derive(Default)]
pub(super) struct Parameters {
    values: Value,
    files: HashMap<String, OneFile>,
}

type Texts = HashMap<String, String>;

impl Parameters {
    /// Reads them, whichever way they come.
    pub(super) async fn read(request: Request) -> Result<Self, Refusal> {
        let bad = || refused(400, "Bad Request: can't parse the request");
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let query: Map<String, Value> = Query::<Texts>::try_from_uri(request.uri())
            .map(|Query(texts)| texts.into_iter().map(|(key, text)| (key, Value::String(text))).collect())
            .unwrap_or_default();
        let (mut values, files) = if kind.starts_with("multipart/form-data") {
            let form = Multipart::from_request(request, &()).await.map_err(|_| bad())?;
            with_files(form).await.ok_or_else(bad)?
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let Form(texts) = Form::<Texts>::from_request(request, &()).await.map_err(|_| bad())?;
            (texts.into_iter().map(|(key, text)| (key, Value::String(text))).collect(), HashMap::new())
        } else {
            let bytes = Bytes::from_request(request, &()).await.map_err(|_| bad())?;
            let body = if bytes.is_empty() { Ok(Map::new()) } else { serde_json::from_slice(&bytes) };
            (body.map_err(|_| bad())?, HashMap::new())
        };
        values.extend(query);
        Ok(Self { values: Value::Object(values), files })
    }

    /// A text or number.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        word(&self.values, key)
    }

    /// An object or list, which forms bring as JSON in a text.
    pub(super) fn object(&self, key: &str) -> Option<Value> {
        match self.values.get(key)? {
            Value::String(text) => serde_json::from_str(text).ok(),
            other => Some(other.clone()),
        }
    }

    /// A file that came along under this name, or under the one `attach://` points to.
    pub(super) fn file(&self, key: &str) -> Option<OneFile> {
        let pointed = owned(&self.values, key).and_then(|text| text.strip_prefix("attach://").map(str::to_owned));
        self.files.get(&pointed.unwrap_or_else(|| key.to_owned())).cloned()
    }

    /// All values, to be shown.
    pub(super) fn values(&self) -> &Value {
        &self.values
    }
}

async fn with_files(mut form: Multipart) -> Option<(Map<String, Value>, HashMap<String, OneFile>)> {
    let (mut values, mut files) = (Map::new(), HashMap::new());
    while let Some(field) = form.next_field().await.ok()? {
        let key = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(name) => {
                let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
                files.insert(key, OneFile { name, media_type, bytes: field.bytes().await.ok()? });
            }
            None => {
                values.insert(key, Value::String(field.text().await.ok()?));
            }
        }
    }
    Some((values, files))
}
