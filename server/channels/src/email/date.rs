//! The `Date` of a mail, as its sender wrote it.

use crate::time_stamp;
use jiff::fmt::rfc2822::DateTimeParser;
use types::Timestamp;

static PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// The time; `None` when it cannot be read or cannot be true. Without a zone it counts as UTC.
pub(super) fn read(date: &str) -> Option<Timestamp> {
    let date = date.trim();
    let parsed = PARSER.parse_timestamp(date).or_else(|_| PARSER.parse_timestamp(format!("{date} +0000"))).ok()?;
    time_stamp::sensible(parsed.as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_ages_are_read() {
        for (date, seconds) in [
            ("Fri, 09 Jan 2026 10:15:30 -0300", 1_767_964_530),
            ("9 Jan 2026 13:15 GMT", 1_767_964_500),
            ("Fri, 9 Jan 2026 13:15:30 +0000 (UTC)", 1_767_964_530),
            ("Mon, 9 Jan 2026 13:15:30 +0000", 1_767_964_530),
            ("Fri, 9 Jan 2026 13:15:30", 1_767_964_530),
            ("Fri, 9 Jan 26 08:15:30 EST", 1_767_964_530),
        ] {
            assert_eq!(read(date), Some(Timestamp::from_seconds(seconds)), "{date}");
        }
    }

    #[test]
    fn impossible_dates_are_none() {
        for date in [
            "",
            "yesterday",
            "Fri, 32 Foo 2026 10:15:30 +0000",
            "Mon, 30 Feb 2026 10:00:00 +0000",
            "Thu, 01 Jan 1970 00:00:00 +0000",
        ] {
            assert_eq!(read(date), None, "{date}");
        }
    }
}
