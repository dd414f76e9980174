//! Fetches the files of incoming messages at once: their addresses at the provider live for minutes. And lends files of ours to
//! those who come for them without a session: providers that fetch files instead of being sent them, and the pages of mails.

use super::settings_of;
use crate::{App, Refused, stored_file};
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use channels::inbound::File;
use channels::{FetchError, Http, Wanted, channel};
use domain::Pending;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// Files held in memory at a time.
const AT_A_TIME: usize = 4;
/// Largest file that is taken from a provider, in bytes. WhatsApp allows documents of 100 MB.
const LARGEST: u64 = 100 * 1024 * 1024;
/// Without being called the list is looked at this often.
const TICK: Duration = Duration::from_secs(1);

/// Works until told to stop.
pub(super) async fn run(app: App, http: Arc<Http>, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(AT_A_TIME));
    while !*stopped.borrow() {
        let free = i64::try_from(room.available_permits()).unwrap_or(0);
        let claimed = if free > 0 { app.desk.claim_files(free).await } else { Ok(Vec::new()) };
        match claimed {
            Ok(files) => {
                for file in files {
                    let Ok(place) = room.clone().acquire_owned().await else { return };
                    let (app, http) = (app.clone(), http.clone());
                    tokio::spawn(async move {
                        let _place = place;
                        if let Err(problem) = fetch(&app, &http, file).await {
                            tracing::warn!(%problem, "what became of a file cannot be noted");
                        }
                    });
                }
            }
            Err(problem) => tracing::warn!(%problem, "files to be fetched cannot be claimed"),
        }
        tokio::select! {
            () = app.desk.files_wait() => {}
            () = tokio::time::sleep(TICK) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn fetch(app: &App, http: &Http, pending: Pending) -> Result<(), types::Problem> {
    let desk = &app.desk;
    let config = desk.inbox_config(pending.account, pending.inbox).await?;
    let Ok(file) = serde_json::from_str::<File>(&pending.source) else {
        return desk.file_not_fetched(pending, "Nobody knows where it is.".to_owned(), None, true).await;
    };
    let (wanted, settings) = (Wanted::of(&file, LARGEST), settings_of(&config));
    match channel(config.channel).fetch(http, &settings, &wanted).await {
        Ok(fetched) => desk.file_fetched(pending, fetched.name.filter(|_| file.name.is_none()), fetched.bytes).await,
        Err(FetchError::Later { after, reason }) => desk.file_not_fetched(pending, reason, after, false).await,
        Err(FetchError::Never { reason }) => desk.file_not_fetched(pending, reason, None, true).await,
    }
}

/// `GET /lent/{sealed}`: a file for a provider, or a picture in the page of a mail, for an hour.
///
/// # Errors
/// `NotFound` for anything but an address that was given out and still lives.
pub async fn lend(State(app): State<App>, Path(sealed): Path<String>) -> Result<Response, Refused> {
    let file = app.desk.lent(&sealed).await?;
    let media_type = HeaderValue::from_str(&file.attachment.media_type);
    let mut response = stored_file::answer(file, None);
    let headers = response.headers_mut();
    // Providers go by it. A browser that opens it as a page finds the sandbox still there.
    if let Ok(media_type) = media_type {
        headers.insert(header::CONTENT_TYPE, media_type);
    }
    // The page of a mail has no origin, so to it everything is foreign. Whoever has the address may have the file.
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    Ok(response)
}
