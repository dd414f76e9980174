//! Every recorded payload says what the expectation beside it says.

#![expect(clippy::unwrap_used, reason = "a payload that cannot be read must fail the test, and say which")]

#[path = "corpus/damaged.rs"]
mod damaged;
#[path = "corpus/recorded.rs"]
mod recorded;

use recorded::{Recorded, recorded, sequences};
use serde_json::Value;
use types::inbox::ChannelKind;

/// Keys that are compared whenever the expectation has them.
const COMPARED: [&str; 20] = [
    "kind",
    "external_id",
    "from",
    "to",
    "sender_name",
    "timestamp_utc",
    "text",
    "reply_to",
    "status",
    "error_code",
    "payload",
    "subtype",
    "referral_id",
    "standby",
    "watermark_utc",
    "new_id",
    "msgid",
    "subject",
    "auto",
    "business_connection_id",
];

#[test]
fn every_payload_says_what_is_expected() {
    let all = recorded();
    let differences: Vec<String> =
        all.iter().filter_map(|payload| difference(payload).map(|what| format!("{}: {what}", payload.name))).collect();
    assert!(all.len() >= 136, "only {} payloads were found", all.len());
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn every_step_of_the_sequences_is_read() {
    for (name, kind, body) in sequences() {
        let report = channels::report::read_body(kind, body.to_string().as_bytes());
        let events = report.map(|report| report["events"].as_array().map_or(0, Vec::len));
        assert!(events.as_ref().is_ok_and(|events| *events > 0), "{name}: {events:?} from {body}");
    }
}

fn difference(payload: &Recorded) -> Option<String> {
    let expected = &payload.expected;
    let kind: ChannelKind = expected["channel"].as_str().unwrap().parse().unwrap();
    let report = match (channels::report::read_body(kind, &payload.body), &expected["http"]) {
        (Err(_), refused) if *refused == "4xx" => return None,
        (Ok(_), refused) if *refused == "4xx" => return Some("was not refused".to_owned()),
        (Err(_), any) if *any == "any" => return None,
        (Err(error), _) => return Some(error.to_string()),
        (Ok(report), _) => report,
    };
    if let Some(errors) = expected.get("channel_errors").filter(|errors| **errors != report["channel_errors"]) {
        return Some(format!("channel_errors: {}, expected {errors}", report["channel_errors"]));
    }
    let (got, wanted) = (report["events"].as_array().unwrap(), expected["events"].as_array().unwrap());
    if got.len() != wanted.len() {
        return Some(format!("{} events, expected {}", got.len(), wanted.len()));
    }
    let pairs = got.iter().zip(wanted).enumerate();
    pairs.filter_map(|(number, (got, wanted))| Some(format!("event {number}: {}", event_differs(got, wanted)?))).next()
}

fn event_differs(got: &Value, wanted: &Value) -> Option<String> {
    let by_parts = ["text_contains", "text_excludes"].map(|key| parts(&wanted[key]));
    let text = got["text"].as_str().unwrap_or_default();
    let [missing, foreign] =
        [by_parts[0].iter().find(|part| !text.contains(**part)), by_parts[1].iter().find(|part| text.contains(**part))];
    if missing.is_some() || foreign.is_some() {
        return Some(format!("text lacks {missing:?} or contains {foreign:?}"));
    }
    let is_loose = |key: &str| key == "text" && by_parts.iter().any(|parts| !parts.is_empty());
    let key =
        COMPARED.iter().find(|key| wanted.get(key).is_some_and(|value| !is_loose(key) && !same(key, &got[key], value)));
    key.map(|key| format!("{key}: {}, expected {}", got[key], wanted[key])).or_else(|| {
        let (got, wanted) = (got["attachments"].as_array().unwrap(), wanted["attachments"].as_array().unwrap());
        let fits = |(got, wanted): (&Value, &Value)| {
            wanted.as_object().unwrap().iter().all(|(key, value)| same(key, &got[key], value))
        };
        let same = got.len() == wanted.len() && got.iter().zip(wanted).all(fits);
        (!same).then(|| format!("attachments: {got:?}, expected {wanted:?}"))
    })
}

fn parts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(part) => vec![part],
        Value::Array(parts) => parts.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Times are compared as times and places as numbers, everything else letter by letter.
fn same(key: &str, got: &Value, wanted: &Value) -> bool {
    let instant = |value: &Value| value.as_str().map(|text| text.parse::<jiff::Timestamp>().unwrap());
    let place = |value: &Value| {
        let (latitude, longitude) = value.as_str()?.strip_prefix("geo:")?.split_once(',')?;
        Some((latitude.parse::<f64>().ok()?, longitude.parse::<f64>().ok()?))
    };
    match key {
        "timestamp_utc" | "watermark_utc" => instant(got) == instant(wanted),
        "id_or_url" if place(wanted).is_some() => place(got) == place(wanted),
        _ => got == wanted,
    }
}
