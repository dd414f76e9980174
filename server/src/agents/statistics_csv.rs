//! `GET /statistics.csv?first=2026-11-16&last=2026-11-22&zone=Europe/Berlin`: the numbers for a spreadsheet.

use crate::extract::{Agent, Query};
use crate::{App, Refused};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use types::statistics::Period;

/// The numbers of a period.
///
/// # Errors
/// `Forbidden` for agents, `Invalid` for a period that is none.
pub async fn download(
    State(app): State<App>,
    Agent(actor): Agent,
    query: Query,
) -> Result<impl IntoResponse + use<>, Refused> {
    let [first, last, zone] = ["first", "last", "zone"].map(|name| query.text(name).to_owned());
    let csv = app.desk.statistics_csv(&actor, Period { first, last, zone }).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"statistics.csv\""),
    ];
    Ok((headers, csv))
}
