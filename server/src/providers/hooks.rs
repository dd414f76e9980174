//! `GET` and `POST /hooks/…`: calls of providers. Answered 200 only when everything in them is durable.

use super::intake::{self, Trouble};
use super::settings_of;
use crate::security::limits::CALL_BYTES;
use crate::{App, Refused as Refusal};
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use channels::{Call, Channel, Greeting, Inbound, Malformed, Refused, channel};
use domain::InboxConfig;
use domain::channels::ProviderCall;
use std::collections::BTreeSet;
use types::inbox::ChannelKind;
use types::{Noun, Problem, Uuid};

/// Accounts of one provider that one call may be about; Meta puts up to 1,000 changes into one.
const ROUTES: usize = 1_000;

/// The address of one inbox.
///
/// # Errors
/// `NotFound` for an address that was never given out, `Unavailable` when nothing could be stored.
pub async fn inbox(
    State(app): State<App>,
    Path((kind, key)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let kind = known(&kind, &body)?;
    let received_at = app.desk.now();
    let config = app.desk.inbox_by_key(kind, &key).await?;
    let settings = settings_of(&config);
    let query = query.unwrap_or_default();
    let call = Call { method: &method, query: &query, headers: &headers, body: &body };
    let reader = channel(kind);
    match reader.verify(&settings, &call) {
        Err(refused) => return Ok(refusal(refused)),
        Ok(Greeting::Answer(text)) => return Ok(text_answer(text)),
        Ok(Greeting::News) => {}
    }
    let news = match reader.read(&settings, &call) {
        Ok(news) => news,
        Err(malformed) => return Ok(bad(&malformed)),
    };
    let record = ProviderCall { id: Uuid::now_v7(), received_at, verified_at: app.desk.now(), body: body.clone() };
    let routed = route_from(&app, &config, reader, &call, news).await?;
    take(&app, kind, routed, record).await
}

/// One address for all inboxes of a channel: an application at Meta has only one.
///
/// # Errors
/// `NotFound` for a channel that takes no calls, `Unavailable` when nothing could be stored.
pub async fn application(
    State(app): State<App>,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let kind = known(&kind, &body)?;
    let received_at = app.desk.now();
    let query = query.unwrap_or_default();
    let call = Call { method: &method, query: &query, headers: &headers, body: &body };
    let reader = channel(kind);
    if method == Method::GET {
        let inboxes = app.desk.working_inboxes(kind).await?;
        let answers = inboxes.iter().map(|inbox| reader.verify(&settings_of(inbox), &call));
        return Ok(best(answers).map_or_else(refusal, |greeting| match greeting {
            Greeting::Answer(text) => text_answer(text),
            Greeting::News => StatusCode::OK.into_response(),
        }));
    }
    // Whose secret proves the call is told by the call itself, so it is read before; nothing of it is used until it is proven.
    let news = match reader.read(&channels::ChannelSettings::default(), &call) {
        Ok(news) => news,
        Err(malformed) => return Ok(bad(&malformed)),
    };
    let routes: BTreeSet<_> = news.iter().filter_map(|item| item.route.clone()).take(ROUTES).collect();
    let (mut proven, mut refused) = (Vec::new(), None);
    for route in &routes {
        for candidate in app.desk.inboxes_by_route(kind, route).await? {
            match reader.verify(&settings_of(&candidate), &call) {
                Ok(_) => proven.push(candidate),
                Err(why) => refused = Some(why),
            }
        }
    }
    if let (true, Some(why)) = (proven.is_empty(), refused) {
        return Ok(refusal(why));
    }
    let record = ProviderCall { id: Uuid::now_v7(), received_at, verified_at: app.desk.now(), body: body.clone() };
    let of_route = |item: &Inbound| proven.iter().find(|inbox| item.route.as_ref() == Some(&inbox.route)).cloned();
    let routed = news.into_iter().map(|item| (of_route(&item), item)).collect();
    take(&app, kind, routed, record).await
}

/// The channel, when its provider may send as much as this.
fn known(kind: &str, body: &Bytes) -> Result<ChannelKind, Problem> {
    let kind: ChannelKind = kind.parse().map_err(|_| Problem::NotFound { what: Noun::Inbox })?;
    let limit = CALL_BYTES;
    let fits = kind == ChannelKind::Email || u64::try_from(body.len()).is_ok_and(|bytes| bytes <= limit);
    if fits { Ok(kind) } else { Err(Problem::TooLarge { limit }) }
}

/// The first that is right, or else the most telling refusal.
fn best(all: impl Iterator<Item = Result<Greeting, Refused>>) -> Result<Greeting, Refused> {
    let mut refused = Refused::NoSecret;
    for one in all {
        match one {
            Ok(greeting) => return Ok(greeting),
            Err(why) => refused = why,
        }
    }
    Err(refused)
}

/// Each item with the inbox it belongs to: that of the address, unless it names another account of ours that the same secret proves.
async fn route_from(
    app: &App,
    config: &InboxConfig,
    reader: &dyn Channel,
    call: &Call<'_>,
    news: Vec<Inbound>,
) -> Result<Vec<(Option<InboxConfig>, Inbound)>, Problem> {
    // At Meta one call carries news of several accounts; elsewhere the address alone decides.
    let many = matches!(config.channel, ChannelKind::Whatsapp | ChannelKind::Messenger | ChannelKind::Instagram);
    let mut routed = Vec::with_capacity(news.len());
    for item in news {
        let own = match &item.route {
            Some(route) => !many || config.route.is_empty() || *route == config.route,
            None => true,
        };
        let inbox = match (&item.route, own) {
            (_, true) => Some(config.clone()),
            (Some(route), false) => {
                let candidates = app.desk.inboxes_by_route(config.channel, route).await?;
                let ours = |inbox: &InboxConfig| {
                    inbox.account == config.account && reader.verify(&settings_of(inbox), call).is_ok()
                };
                candidates.into_iter().find(ours)
            }
            (None, false) => None,
        };
        routed.push((inbox, item));
    }
    Ok(routed)
}

async fn take(
    app: &App,
    kind: ChannelKind,
    routed: Vec<(Option<InboxConfig>, Inbound)>,
    call: ProviderCall,
) -> Result<Response, Refusal> {
    match intake::take(app, kind, routed, call).await {
        // Providers look at the status only, and Gupshup wants an empty body.
        Ok(()) => Ok(StatusCode::OK.into_response()),
        Err(Trouble(problem)) => Err(problem.into()),
    }
}

fn text_answer(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

fn refusal(refused: Refused) -> Response {
    let status = StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::FORBIDDEN);
    tracing::warn!(%refused, "a provider's call was refused");
    (status, refused.to_string()).into_response()
}

fn bad(malformed: &Malformed) -> Response {
    tracing::warn!("a provider's call cannot be read");
    (StatusCode::BAD_REQUEST, malformed.to_string()).into_response()
}
