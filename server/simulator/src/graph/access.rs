//! Whether a request may do what it asks: the token, and the proof that its sender knows the app's secret.

use super::error::GraphError;
use super::known;
use crate::Channel;
use crate::plan::Line;
use crate::world::World;
use axum::http::{HeaderMap, header};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::HashMap;

/// What stands behind `?`.
pub(super) type Query = HashMap<String, String>;

/// The token of the request: in the header, or in the address.
pub(super) fn token(headers: &HeaderMap, query: &Query) -> Result<String, GraphError> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = header.and_then(|value| value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("OAuth ")));
    let token = bearer.or_else(|| query.get("access_token").map(String::as_str)).map(str::trim);
    token.filter(|token| !token.is_empty()).map(str::to_owned).ok_or_else(|| known(104, None))
}

/// Whether this line is one of Meta's.
fn is_meta(line: &Line) -> bool {
    matches!(line.channel, Channel::Whatsapp | Channel::Messenger | Channel::Instagram)
}

/// The lines this token is good for.
pub(super) fn lines<'a>(world: &'a World, headers: &HeaderMap, query: &Query) -> Result<Vec<&'a Line>, GraphError> {
    let token = token(headers, query)?;
    let lines: Vec<&Line> =
        world.plan.lines.iter().filter(|line| is_meta(line) && line.access_token == token).collect();
    let Some(first) = lines.first() else { return Err(known(190, None)) };
    match query.get("appsecret_proof") {
        Some(proof) if !lines.iter().any(|line| is_proof(&line.secret, &first.access_token, proof)) => {
            Err(GraphError::parameter("Invalid appsecret_proof provided in the API argument"))
        }
        _ => Ok(lines),
    }
}

/// The line whose number, account, business or page has this id; `me` is the one the token belongs to.
pub(super) fn line(world: &World, id: &str, headers: &HeaderMap, query: &Query) -> Result<Line, GraphError> {
    let lines = lines(world, headers, query)?;
    let chosen = lines.into_iter().find(|line| id == "me" || line.account == id || line.business == id);
    chosen.cloned().ok_or_else(|| known(100, Some(33)))
}

/// HMAC of the token with the app's secret, in hex (Graph API, securing requests).
fn is_proof(secret: &str, token: &str, proof: &str) -> bool {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    let expected = mac.chain_update(token).finalize().into_bytes();
    expected.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == proof
}
