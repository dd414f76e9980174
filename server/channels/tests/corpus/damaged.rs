//! Damaged payloads do no harm: whatever is wrong with one value, the reader neither fails nor forgets the rest.

use super::recorded::recorded;
use channels::report::read_body;
use serde_json::{Value, json};
use types::inbox::ChannelKind;

/// What a value is replaced by.
fn wrong_values() -> [Value; 8] {
    [json!(null), json!(""), json!(0), json!(-1.5), json!(true), json!([]), json!({}), json!([{"id": [null, "\u{0}"]}])]
}

/// Every place in a document, as JSON pointers.
fn places(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(number, item)| places(item, &format!("{here}/{number}"), all))
        }
        Value::Object(fields) => fields.iter().for_each(|(key, field)| places(field, &format!("{here}/{key}"), all)),
        _ => {}
    }
}

#[test]
fn any_value_may_be_wrong() {
    for payload in recorded() {
        let Ok(body) = serde_json::from_slice::<Value>(&payload.body) else { continue };
        let mut all = Vec::new();
        places(&body, "", &mut all);
        for place in all.iter().filter(|place| !place.is_empty()) {
            for wrong in wrong_values() {
                let mut damaged = body.clone();
                let Some(value) = damaged.pointer_mut(place) else { continue };
                *value = wrong;
                let report = read_body(payload.channel(), damaged.to_string().as_bytes());
                // Only an object that says it is a mail, and is none, is refused.
                let is_mail = place.starts_with("/raw_base64") || place == "/format";
                assert!(
                    is_mail || body.is_array() || report.is_ok(),
                    "{} with {place} wrong: {report:?}",
                    payload.name
                );
            }
        }
    }
}

#[test]
fn a_body_may_end_anywhere() {
    for payload in recorded() {
        for end in (0..payload.body.len()).step_by(11) {
            // The answer does not matter, only that there is one.
            drop(read_body(payload.channel(), payload.body.get(..end).unwrap_or_default()));
        }
    }
}

#[test]
fn a_wrong_neighbour_takes_nobody_along() {
    let texts = ["whatsapp/text.json", "messenger/text.json", "instagram/text.json"];
    for payload in recorded().into_iter().filter(|payload| texts.contains(&&*payload.name)) {
        let good: Value = serde_json::from_slice(&payload.body).unwrap();
        for wrong in wrong_values() {
            let mut body = good.clone();
            let entry = body["entry"][0].clone();
            body["entry"] =
                json!([wrong, entry, {"id": wrong, "changes": wrong, "messaging": [wrong], "standby": wrong}]);
            let report = read_body(payload.channel(), body.to_string().as_bytes()).unwrap();
            assert_eq!(report["events"].as_array().map(Vec::len), Some(1), "{} beside {wrong}", payload.name);
        }
    }
}

#[test]
fn a_mail_may_end_anywhere_and_have_any_byte_wrong() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/payloads/email");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "eml") {
            continue;
        }
        let mail = std::fs::read(&path).unwrap();
        assert!(
            read_body(ChannelKind::Email, &mail).is_ok_and(|report| report["events"][0].is_object()),
            "{}",
            path.display()
        );
        for place in (0..mail.len()).step_by(5) {
            drop(read_body(ChannelKind::Email, mail.get(..place).unwrap_or_default()));
            for byte in [0, b'\n', b'=', b'"', b'<', 0xFF] {
                let mut damaged = mail.clone();
                damaged[place] = byte;
                drop(read_body(ChannelKind::Email, &damaged));
            }
        }
    }
}
