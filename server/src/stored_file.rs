//! Files of customers and agents. Whatever somebody uploads must never run with our rights, nor be taken for a page of ours.

use crate::security::content_policy;
use crate::security::limits::unreadable;
use crate::{App, Refused};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum_extra::TypedHeader;
use axum_extra::headers::Range;
use domain::StoredFile;
use std::ops::{Bound, RangeInclusive};
use std::time::Duration;
use tokio::sync::SemaphorePermit;
use types::Problem;
use types::limits::ATTACHMENT_BYTES;
use types::message::Attachment;

const LARGEST: usize = ATTACHMENT_BYTES as usize;

/// An answer with a file, or the part of it that a player asks for.
pub fn answer(file: StoredFile, range: Option<TypedHeader<Range>>) -> Response {
    let whole = file.bytes.len() as u64;
    let part = range.and_then(|TypedHeader(range)| only_part(&range, whole));
    let (status, bytes) = match &part {
        None => (StatusCode::OK, file.bytes),
        Some(part) => {
            let (first, last) = (usize::try_from(*part.start()), usize::try_from(*part.end()));
            let (Ok(first), Ok(last)) = (first, last) else {
                return Refused(Problem::Internal).into_response();
            };
            (StatusCode::PARTIAL_CONTENT, file.bytes.slice(first..=last))
        }
    };
    let mut response = (status, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type(&file.attachment));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&file.attachment));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(content_policy::FILE));
    // A key is never used again for other bytes.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(part) = part
        && let Ok(value) = HeaderValue::from_str(&format!("bytes {}-{}/{whole}", part.start(), part.end()))
    {
        headers.insert(header::CONTENT_RANGE, value);
    }
    response
}

/// The one part asked for; several parts, or one outside the file, get the whole file, which is always allowed.
fn only_part(range: &Range, whole: u64) -> Option<RangeInclusive<u64>> {
    let mut parts = range.satisfiable_ranges(whole);
    let (from, to) = parts.next().filter(|_| parts.next().is_none())?;
    let first = match from {
        Bound::Included(first) => first,
        Bound::Excluded(before) => before.checked_add(1)?,
        Bound::Unbounded => 0,
    };
    let last = match to {
        Bound::Included(last) => last.min(whole.checked_sub(1)?),
        Bound::Excluded(after) => after.min(whole).checked_sub(1)?,
        Bound::Unbounded => whole.checked_sub(1)?,
    };
    (first <= last).then_some(first..=last)
}

fn is_shown_in_place(file: &Attachment) -> bool {
    file.is_picture() || file.is_sound() || file.is_film()
}

fn media_type(file: &Attachment) -> HeaderValue {
    let plain = HeaderValue::from_static("application/octet-stream");
    if is_shown_in_place(file) { HeaderValue::from_str(&file.media_type).unwrap_or(plain) } else { plain }
}

/// RFC 6266: every byte of the name that is not plainly harmless is written as a percent code.
fn disposition(file: &Attachment) -> HeaderValue {
    let kind = if is_shown_in_place(file) { "inline" } else { "attachment" };
    let mut value = format!("{kind}; filename*=UTF-8''");
    for byte in file.name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            value.push(char::from(byte));
        } else {
            value.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Reads an upload, and stops reading as soon as it is too large.
///
/// # Errors
/// `TooLarge`, `TooMany` when too many upload at once, `Invalid` when the connection broke off.
pub async fn receive(app: &App, body: Body) -> Result<Bytes, Refused> {
    let _permit = permit(app)?;
    let bytes = axum::body::to_bytes(body, LARGEST).await;
    Ok(bytes.map_err(|error| unreadable(&error, ATTACHMENT_BYTES, "file"))?)
}

/// The right to hold an upload in memory.
///
/// # Errors
/// `TooMany` when too many upload at once.
pub fn permit(app: &App) -> Result<SemaphorePermit<'_>, Problem> {
    app.uploads.try_acquire().map_err(|_| Problem::too_many(Duration::from_secs(5)))
}
