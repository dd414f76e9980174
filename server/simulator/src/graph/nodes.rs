//! `GET /{id}`: files, accounts, people; and what a token is good for.

use super::access::{self, Query};
use super::error::GraphError;
use super::{known, media};
use crate::Channel;
use crate::part::put;
use crate::plan::Line;
use crate::router::Shared;
use crate::state::Customer;
use axum::Json;
use axum::extract::{Path, Query as UrlQuery, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

pub(super) async fn node(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    let lines = access::lines(&world, &headers, &query)?;
    if let Some(line) = lines.iter().find(|line| id == "me" || line.account == id || line.business == id) {
        return Ok(Json(account(line, id == line.business && id != line.account)));
    }
    if lines.iter().any(|line| line.channel == Channel::Whatsapp)
        && let Some(file) = media::describe(&world, &id)
    {
        let number = query.get("phone_number_id");
        let ours = number.is_none_or(|number| lines.iter().any(|line| line.account == *number));
        return if ours { Ok(Json(file)) } else { Err(known(100, Some(33))) };
    }
    let people = lines.iter().find_map(|line| {
        let customer = world.read(|state| state.customer(&line.account, &id).cloned());
        customer.filter(|_| line.channel != Channel::Whatsapp).map(|customer| (line.channel, customer))
    });
    match people {
        Some((channel, customer)) => profile(&world, channel, &customer).map(Json),
        None => Err(known(100, Some(33))),
    }
}

/// A number, page or Instagram account, or the business a number belongs to.
fn account(line: &Line, business: bool) -> Value {
    match line.channel {
        Channel::Whatsapp if business => {
            json!({"id": line.business, "name": line.title, "currency": "EUR", "timezone_id": "1",
            "message_template_namespace": "7c3c9f40_3a44_4d0b_9a5b_0c7e6a1f2b3d"})
        }
        Channel::Whatsapp => number(line),
        Channel::Instagram => {
            json!({"id": line.account, "user_id": line.account, "username": line.title.to_lowercase().replace(' ', "."),
            "name": line.title, "account_type": "BUSINESS", "instagram_business_account": {"id": line.account}})
        }
        _ => json!({"id": line.account, "name": line.title}),
    }
}

fn number(line: &Line) -> Value {
    json!({"id": line.account, "display_phone_number": format!("+{}", line.phone), "verified_name": line.title, "quality_rating": "GREEN",
        "code_verification_status": "VERIFIED", "platform_type": "CLOUD_API", "status": "CONNECTED", "name_status": "APPROVED",
        "throughput": {"level": "STANDARD"}})
}

/// Instagram shows people only after they have written.
fn profile(world: &Shared, channel: Channel, customer: &Customer) -> Result<Value, GraphError> {
    let picture = format!("{}/faces/{}.png", world.origin, customer.id);
    if channel == Channel::Instagram {
        if customer.wrote_at().is_none() {
            let title = "User consent is required to access user profile".to_owned();
            return Err(GraphError { title, ..known(230, None) });
        }
        let mut profile = json!({"id": customer.id, "name": customer.name, "profile_pic": picture});
        put(&mut profile, "username", customer.username.clone());
        return Ok(profile);
    }
    let (first, last) = customer.name.split_once(' ').unwrap_or((&customer.name, ""));
    Ok(json!({"id": customer.id, "first_name": first, "last_name": last, "profile_pic": picture}))
}

/// The numbers of a WhatsApp Business account.
pub(super) async fn phone_numbers(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    let lines = access::lines(&world, &headers, &query)?;
    let numbers: Vec<Value> = lines.iter().filter(|line| line.business == id).map(|line| number(line)).collect();
    if numbers.is_empty() { Err(known(100, Some(33))) } else { Ok(Json(json!({"data": numbers}))) }
}

/// What a token is good for; for a token that is good for nothing, that.
pub(super) async fn debug_token(
    State(world): State<Shared>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    // An app may ask with its own token (`id|secret`); that is not looked into.
    access::token(&headers, &query)?;
    let token =
        query.get("input_token").ok_or_else(|| GraphError::parameter("The parameter input_token is required."))?;
    let lines: Vec<&Line> = world.plan.lines.iter().filter(|line| line.access_token == *token).collect();
    let Some(line) = lines.first() else {
        let error = json!({"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"});
        return Ok(Json(json!({"data": {"error": error, "is_valid": false, "scopes": []}})));
    };
    let scopes = match line.channel {
        Channel::Whatsapp => json!(["whatsapp_business_management", "whatsapp_business_messaging"]),
        Channel::Instagram => json!([
            "instagram_basic",
            "instagram_manage_messages",
            "instagram_manage_comments",
            "pages_manage_metadata"
        ]),
        _ => json!(["pages_messaging", "pages_manage_metadata", "pages_read_engagement"]),
    };
    let kind = if line.channel == Channel::Whatsapp { "SYSTEM_USER" } else { "PAGE" };
    Ok(Json(
        json!({"data": {"app_id": "1517776481860111", "type": kind, "application": "Frontdesk", "data_access_expires_at": 0,
        "expires_at": 0, "is_valid": true, "issued_at": 1_767_960_000, "scopes": scopes, "user_id": "122100000000009"}}),
    ))
}
