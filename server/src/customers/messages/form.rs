//! The chat's form as a browser without script sends it: with files or without.

use crate::Refused;
use crate::security::limits::UPLOAD_BYTES;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use types::{Problem, Uuid};

/// The fields of the form.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) token: String,
    pub(super) text: String,
    pub(super) files: Vec<(String, Bytes)>,
    client_id: String,
}

/// Whether a body is a form.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.starts_with("multipart/form-data") || media_type.starts_with("application/x-www-form-urlencoded")
}

impl Form {
    /// Reads either sort of form.
    pub(super) async fn read(request: Request) -> Result<Self, Refused> {
        let media_type =
            request.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes().starts_with(b"multipart"));
        let mut form = Self::default();
        if media_type == Some(true) {
            let mut parts = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
            while let Some(field) = parts.next_field().await.map_err(|error| explain(&error))? {
                form.take(field).await.map_err(|error| explain(&error))?;
            }
        } else {
            let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
            for (name, value) in pairs.map_err(|_| unreadable())?.0 {
                form.set(&name, value);
            }
        }
        Ok(form)
    }

    /// The name the page gave the message.
    pub(super) fn client_id(&self) -> Result<Uuid, Problem> {
        self.client_id.parse().map_err(|_| Problem::invalid("client_id", "The field client_id must be a UUID."))
    }

    async fn take(&mut self, field: Field<'_>) -> Result<(), MultipartError> {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // A browser sends an empty file where none was chosen.
            Some(file) => {
                let bytes = field.bytes().await?;
                if !(file.is_empty() && bytes.is_empty()) {
                    self.files.push((file, bytes));
                }
            }
            None => self.set(&name, field.text().await?),
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "token" => self.token = value,
            "client_id" => self.client_id = value,
            // Browsers send line ends as CR LF, scripts as LF.
            "text" => self.text = value.replace("\r\n", "\n"),
            _ => {}
        }
    }
}

fn explain(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::TooLarge { limit: UPLOAD_BYTES }
    } else {
        unreadable()
    }
}

fn unreadable() -> Problem {
    Problem::invalid("form", "The form could not be read. Please try again.")
}
