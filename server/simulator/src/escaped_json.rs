//! JSON as Meta writes it: everything beyond ASCII as `\u` escapes and `/` as `\/`, so that a signature over re-written JSON fails here, too.

use serde_json::Value;
use std::fmt::Write;

/// The text of this value.
pub(crate) fn write(value: &Value) -> String {
    let plain = value.to_string();
    let mut escaped = String::with_capacity(plain.len() + plain.len() / 8);
    for c in plain.chars() {
        match c {
            '/' => escaped.push_str("\\/"),
            c if c.is_ascii() => escaped.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn letters_beyond_ascii_and_slashes_are_escaped_and_read_back() {
        let value = json!({"a": "é/😀"});
        assert_eq!(write(&value), r#"{"a":"\u00e9\/\ud83d\ude00"}"#);
        assert_eq!(serde_json::from_str::<Value>(&write(&value)).unwrap(), value);
    }
}
