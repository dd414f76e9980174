//! Times. The database, the wire and the browser all hold microseconds UTC; only people see a time zone.

use crate::sql::bigint_column;
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};
use std::time::Duration;

/// Microseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "sql", diesel(sql_type = diesel::sql_types::BigInt))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

bigint_column!(Timestamp);

impl Timestamp {
    /// Later than every real time: how "never" is written in columns that are sorted by.
    pub const NEVER: Self = Self(i64::MAX);

    /// From whole seconds since 1970 UTC.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Whole seconds since 1970 UTC, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// How long after `earlier` this is; zero when it is not.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// `2026-11-22T09:30:00.123456Z`, as the REST API writes it.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let micros = self.0.rem_euclid(1_000_000);
        let time = Civil::of_seconds(self.seconds());
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{micros:06}Z",
            time.year, time.month, time.day, time.hour, time.minute, time.second
        )
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_micros()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// A time as a calendar and a wall clock show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Civil {
    /// Year of the common era.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Monday is 0.
    pub weekday: u8,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Short names of the days of the week; Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Civil {
    /// Days-to-date by Howard Hinnant's `civil_from_days`, proleptic Gregorian.
    fn of_seconds(seconds: i64) -> Self {
        let days = seconds.div_euclid(86_400);
        let left = seconds.rem_euclid(86_400);
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let small = |n: i64| u8::try_from(n).unwrap_or(0);
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: small(month),
            day: small(day_of_year - (153 * shifted_month + 2) / 5 + 1),
            hour: small(left / 3_600),
            minute: small(left % 3_600 / 60),
            second: small(left % 60),
            weekday: small((days + 3).rem_euclid(7)),
        }
    }

    /// `09:05`.
    #[must_use]
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// `22 Nov`, with the year when it is not `current_year`.
    #[must_use]
    pub fn date(self, current_year: i64) -> String {
        let month = MONTHS.get(usize::from(self.month.saturating_sub(1))).unwrap_or(&"?");
        if self.year == current_year {
            format!("{} {month}", self.day)
        } else {
            format!("{} {month} {}", self.day, self.year)
        }
    }

    /// `Mon`.
    #[must_use]
    pub fn weekday_name(self) -> &'static str {
        WEEKDAYS.get(usize::from(self.weekday)).copied().unwrap_or("?")
    }

    /// `2026-11-22`, as date fields and URLs write it.
    #[must_use]
    pub fn iso_date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A time zone as the page needs it: its name and the offsets around now, worked out on the server, so that
/// server and browser write the same text and the browser carries no time zone database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// IANA name, `Europe/Berlin`.
    pub name: String,
    /// Seconds east of UTC from each time on, oldest first. Before the first, the first counts.
    pub offsets: Vec<(Timestamp, i32)>,
}

impl Default for Zone {
    fn default() -> Self {
        Self { name: "UTC".to_owned(), offsets: Vec::new() }
    }
}

impl Zone {
    /// Seconds east of UTC at that time.
    #[must_use]
    pub fn offset(&self, at: Timestamp) -> i32 {
        let known = self.offsets.iter().rev().find(|(from, _)| *from <= at).or(self.offsets.first());
        known.map_or(0, |(_, seconds)| *seconds)
    }

    /// What calendar and clock show in this zone.
    #[must_use]
    pub fn civil(&self, at: Timestamp) -> Civil {
        Civil::of_seconds(at.seconds() + i64::from(self.offset(at)))
    }

    /// A short form for lists: the clock today, the weekday this week, the date before that.
    #[must_use]
    pub fn brief(&self, at: Timestamp, now: Timestamp) -> String {
        let (then, today) = (self.civil(at), self.civil(now));
        let age = now.since(at);
        if then.iso_date() == today.iso_date() {
            then.clock()
        } else if age < Duration::from_hours(24 * 6) {
            then.weekday_name().to_owned()
        } else {
            then.date(today.year)
        }
    }
}

/// `12 s`, `5 m`, `3 h`, `2 d`: one unit, rounded down.
#[must_use]
pub fn short_span(span: Duration) -> String {
    match span.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3_600 => format!("{} m", seconds / 60),
        seconds @ 3_600..86_400 => format!("{} h", seconds / 3_600),
        seconds => format!("{} d", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_rfc3339() {
        assert_eq!(Timestamp(1_732_267_800_123_456).rfc3339(), "2024-11-22T09:30:00.123456Z");
        assert_eq!(Timestamp(-1).rfc3339(), "1969-12-31T23:59:59.999999Z");
        assert_eq!(Timestamp::from_seconds(951_782_400).rfc3339(), "2000-02-29T00:00:00.000000Z");
    }

    #[test]
    fn a_zone_follows_its_changes_of_offset() {
        let zone = Zone {
            name: "Europe/Berlin".to_owned(),
            offsets: vec![(Timestamp(0), 3_600), (Timestamp::from_seconds(1_774_746_000), 7_200)],
        };
        assert_eq!(zone.civil(Timestamp::from_seconds(1_774_745_999)).clock(), "01:59");
        assert_eq!(zone.civil(Timestamp::from_seconds(1_774_746_000)).clock(), "03:00");
    }

    #[test]
    fn a_list_shows_clock_weekday_or_date() {
        let (zone, now) = (Zone::default(), Timestamp::from_seconds(1_774_746_000));
        assert_eq!(zone.brief(now - Duration::from_secs(60), now), "00:59");
        assert_eq!(zone.brief(now - Duration::from_hours(48), now), "Fri");
        assert_eq!(zone.brief(now - Duration::from_hours(24 * 30), now), "27 Feb");
        assert_eq!(zone.brief(now - Duration::from_hours(24 * 400), now), "22 Feb 2025");
    }
}
