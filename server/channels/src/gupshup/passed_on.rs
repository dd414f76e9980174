//! Files in Meta's calls as Gupshup passes them on: it has fetched them itself, and only its own address leads to them.

use serde_json::Value;

/// Takes away Meta's id from each file that has an address, so that the address is asked.
pub(super) fn without_ids(body: &mut Value) {
    match body {
        Value::Object(object) => {
            if object.contains_key("mime_type") && object.get("url").is_some_and(Value::is_string) {
                object.remove("id");
            }
            object.values_mut().for_each(without_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_files_with_an_address_lose_their_id() {
        let mut body = json!({"id": "1", "image": {"id": "2", "mime_type": "image/jpeg", "url": "https://files.example/2"},
            "audio": {"id": "3", "mime_type": "audio/ogg"}, "items": [{"id": "4", "url": "https://files.example/4"}]});
        without_ids(&mut body);
        assert_eq!(
            body,
            json!({"id": "1", "image": {"mime_type": "image/jpeg", "url": "https://files.example/2"},
                "audio": {"id": "3", "mime_type": "audio/ogg"}, "items": [{"id": "4", "url": "https://files.example/4"}]})
        );
    }
}
