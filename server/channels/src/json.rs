//! JSON from outside: parsed once, cleaned, and read without trusting any of it.

mod repair;

use crate::Malformed;
use serde_json::Value;

/// The body as an object. Meta escapes everything beyond ASCII and now and then cuts an emoji in half; such bodies
/// are repaired, not refused. U+0000 is taken out of every text: PostgreSQL cannot hold it.
pub(crate) fn parse(body: &[u8]) -> Result<Value, Malformed> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut value = serde_json::from_slice(body)
        .or_else(|_| serde_json::from_str::<Value>(&repair::repaired(body)))
        .map_err(|error| Malformed::NotJson(error.to_string()))?;
    if !value.is_object() {
        return Err(Malformed::NotAnObject);
    }
    strip_nul(&mut value);
    Ok(value)
}

fn strip_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => text.retain(|c| c != '\0'),
        Value::Array(items) => items.iter_mut().for_each(strip_nul),
        Value::Object(fields) => fields.values_mut().for_each(strip_nul),
        _ => {}
    }
}

/// Reading what may be missing, null or of the wrong shape: the answer is `None` or empty, never a failure.
pub(crate) trait Lenient {
    /// A text as it is, even an empty one.
    fn text(&self, key: &str) -> Option<&str>;
    /// A text that says something: names, captions, labels. Blank means there is none.
    fn filled(&self, key: &str) -> Option<String>;
    /// A text or whole number that identifies something. Blank texts and 0 stand for "none": several people would become one.
    fn id(&self, key: &str) -> Option<String>;
    /// An error code, as text; 0 is one.
    fn code(&self, key: &str) -> Option<String>;
    /// A number, also as text.
    fn number(&self, key: &str) -> Option<f64>;
    /// Set to true.
    fn flag(&self, key: &str) -> bool;
    /// An object.
    fn object(&self, key: &str) -> Option<&Value>;
    /// A list; whatever else is there counts as an empty one.
    fn items(&self, key: &str) -> &[Value];
    /// The objects of a list.
    fn objects<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a Value>;
}

impl Lenient for Value {
    fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    fn filled(&self, key: &str) -> Option<String> {
        self.text(key).filter(|text| !text.trim().is_empty()).map(str::to_owned)
    }

    fn id(&self, key: &str) -> Option<String> {
        self.filled(key).or_else(|| self.code(key).filter(|code| code != "0" && !code.trim().is_empty()))
    }

    fn code(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) if !number.is_f64() => Some(number.to_string()),
            _ => None,
        }
    }

    fn number(&self, key: &str) -> Option<f64> {
        let number = match self.get(key)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite())
    }

    fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Self::as_bool).unwrap_or(false)
    }

    fn object(&self, key: &str) -> Option<&Value> {
        self.get(key).filter(|value| value.is_object())
    }

    fn items(&self, key: &str) -> &[Value] {
        self.get(key).and_then(Self::as_array).map_or(&[], Vec::as_slice)
    }

    fn objects<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a Value> {
        self.items(key).iter().filter(|item| item.is_object())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nul_is_taken_out_of_every_text() {
        let body = br#"{"a":"x\u0000y","b":[{"c":"\u0000"}]}"#;
        assert_eq!(parse(body), Ok(json!({"a": "xy", "b": [{"c": ""}]})));
    }

    #[test]
    fn half_an_emoji_does_not_lose_the_rest() {
        let body = br#"{"a":"cut \ud83d end","b":"\ud83d\ude42","c":"\\ud83d"}"#;
        assert_eq!(parse(body), Ok(json!({"a": "cut \u{fffd} end", "b": "🙂", "c": "\\ud83d"})));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for body in ["", "[]", "\"x\"", "object=page", r#"{"a":"#, "null"] {
            assert!(parse(body.as_bytes()).is_err(), "{body}");
        }
        assert!(parse(&b"[".repeat(100_000)).is_err());
    }

    #[test]
    fn sentinels_are_no_ids() {
        let value = json!({"a": "", "b": " ", "c": 0, "d": 7_654_321_098_765_i64, "e": "x ", "f": 1.5, "g": true, "h": u64::MAX});
        let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(|key| value.id(key));
        let known =
            [None, None, None, Some("7654321098765"), Some("x "), None, None, Some("18446744073709551615"), None];
        assert_eq!(ids, known.map(|id| id.map(str::to_owned)));
        assert_eq!(value.code("c").as_deref(), Some("0"));
    }

    #[test]
    fn wrong_shapes_are_empty() {
        let value = json!({"list": {}, "object": [], "number": "12.5", "word": 3, "mixed": [null, {"a": 1}, "x"]});
        assert!(value.items("list").is_empty());
        assert_eq!(value.object("object"), None);
        assert_eq!(value.number("number"), Some(12.5));
        assert_eq!(value.filled("word"), None);
        assert_eq!(value.objects("mixed").count(), 1);
        assert!(json!("text").items("list").is_empty());
    }
}
