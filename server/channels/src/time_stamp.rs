//! Providers' times: seconds or milliseconds, numbers or texts, now and then the wrong one of them.

use serde_json::Value;
use types::Timestamp;

/// From here on a number means milliseconds: as seconds it would be the year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;
/// The end of the year 9999, in microseconds: what comes later is a mistake.
const END: i64 = 253_402_300_800_000_000;

/// The time, or `None` when there is no sensible one: then the time of receipt counts.
pub(crate) fn read(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => number.as_i64().and_then(whole).or_else(|| fraction(number.as_f64()?)),
        Value::String(text) => {
            let text = text.trim();
            text.parse().ok().and_then(whole).or_else(|| fraction(text.parse().ok()?))
        }
        _ => None,
    }
}

fn whole(number: i64) -> Option<Timestamp> {
    let unit = if number >= MILLISECONDS_FROM { 1_000 } else { 1_000_000 };
    number.checked_mul(unit).and_then(sensible)
}

fn fraction(number: f64) -> Option<Timestamp> {
    let unit = if number >= MILLISECONDS_FROM as f64 { 1_000.0 } else { 1_000_000.0 };
    // Numbers beyond i64 and NaN end up outside the sensible range.
    sensible((number * unit).round() as i64)
}

/// A time within the range that calendars know.
pub(crate) fn sensible(microseconds: i64) -> Option<Timestamp> {
    (1..END).contains(&microseconds).then_some(Timestamp(microseconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn seconds_and_milliseconds_are_told_apart_by_their_size() {
        let second = Some(Timestamp::from_seconds(1_767_960_123));
        assert_eq!(read(&json!("1767960123")), second);
        assert_eq!(read(&json!(1_767_960_123)), second);
        assert_eq!(read(&json!(1_767_960_123_000_i64)), second);
        assert_eq!(read(&json!("1767960123000")), second);
        assert_eq!(read(&json!(1_767_960_123_456_i64)), Some(Timestamp(1_767_960_123_456_000)));
        assert_eq!(read(&json!(1_767_960_123.5)), Some(Timestamp(1_767_960_123_500_000)));
        assert_eq!(read(&json!(" 1767960123 ")), second);
    }

    #[test]
    fn nonsense_is_no_time() {
        for nonsense in [
            json!("asdf"),
            json!(""),
            json!("nan"),
            json!("inf"),
            json!(0),
            json!("0"),
            json!(-1),
            json!("-1767960123"),
            json!(null),
            json!(true),
            json!([1_767_960_123]),
            json!(253_402_300_800_000_i64),
            json!(i64::MAX),
            json!(u64::MAX),
            json!(1e300),
        ] {
            assert_eq!(read(&nonsense), None, "{nonsense}");
        }
        assert!(read(&json!(253_402_300_799_999_i64)).is_some());
    }
}
