//! Time zones: the database of them is only on the server; pages get the few offsets they need.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp as Instant};
use types::{Problem, Timestamp, Zone};

/// The zone of that IANA name; UTC for an unknown one.
fn named(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

fn instant(at: Timestamp) -> Instant {
    Instant::from_microsecond(at.0).unwrap_or(Instant::UNIX_EPOCH)
}

/// A zone as pages need it: offsets from two years before `now` until one after.
pub(crate) fn zone(name: &str, now: Timestamp) -> Zone {
    let zone = named(name);
    let known = zone.iana_name().unwrap_or("UTC").to_owned();
    let year = SignedDuration::from_hours(24 * 366);
    let (first, last) = (instant(now) - year - year, instant(now) + year);
    let mut offsets = vec![(Timestamp(first.as_microsecond()), zone.to_offset(first).seconds())];
    let changes = zone.following(first).take_while(|change| change.timestamp() < last);
    offsets.extend(changes.map(|change| (Timestamp(change.timestamp().as_microsecond()), change.offset().seconds())));
    Zone { name: known, offsets }
}

/// The first moment of a day.
fn start_of(date: Date, zone: &TimeZone) -> Result<Timestamp, Problem> {
    let start = date.to_zoned(zone.clone()).map_err(|_| Problem::invalid("first", "That day does not exist."))?;
    Ok(Timestamp(start.timestamp().as_microsecond()))
}

/// A stretch of time within which the offset from UTC stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its first moment.
    pub(crate) first: Timestamp,
    /// The first moment after it.
    pub(crate) end: Timestamp,
    /// Seconds east of UTC.
    pub(crate) offset: i32,
}

/// Whole days, as moments.
#[derive(Clone, Debug)]
pub(crate) struct Days {
    /// The days, `2026-11-22`.
    pub(crate) dates: Vec<String>,
    /// The first moment of the first day.
    pub(crate) first: Timestamp,
    /// The first moment after the last day.
    pub(crate) end: Timestamp,
    /// The same time in stretches of one offset each.
    pub(crate) stretches: Vec<Stretch>,
    /// The first moment of the period of the same length before.
    pub(crate) before: Timestamp,
}

/// Reads a period: at most two years, ordered, in a known zone.
pub(crate) fn days(first: &str, last: &str, zone_name: &str) -> Result<Days, Problem> {
    let date = |field: &str, text: &str| {
        text.parse::<Date>()
            .map_err(|_| Problem::invalid(field, format!("{text:?} is not a date. Please write it as 2026-11-22.")))
    };
    let (first_day, last_day) = (date("first", first)?, date("last", last)?);
    let count = i64::from((last_day - first_day).get_days()) + 1;
    if count < 1 {
        return Err(Problem::invalid("last", "The last day must not be before the first."));
    }
    if count > 732 {
        return Err(Problem::invalid("first", "The period may be at most two years."));
    }
    let zone = named(zone_name);
    let far = || Problem::invalid("first", "That day is out of reach.");
    let before = first_day.checked_sub(jiff::Span::new().days(count)).map_err(|_| far())?;
    let after = last_day.tomorrow().map_err(|_| far())?;
    let (first, end) = (start_of(first_day, &zone)?, start_of(after, &zone)?);
    let mut stretches = Vec::new();
    let mut from = first;
    for change in zone.following(instant(first)) {
        let at = Timestamp(change.timestamp().as_microsecond());
        if at >= end {
            break;
        }
        stretches.push(Stretch { first: from, end: at, offset: zone.to_offset(instant(from)).seconds() });
        from = at;
    }
    stretches.push(Stretch { first: from, end, offset: zone.to_offset(instant(from)).seconds() });
    let dates = first_day.series(jiff::Span::new().days(1)).take_while(|day| *day <= last_day);
    Ok(Days {
        dates: dates.map(|day| day.to_string()).collect(),
        first,
        end,
        stretches,
        before: start_of(before, &zone)?,
    })
}

/// Nine in the morning of a later day: `days_ahead` days on, or the next Monday.
pub(crate) fn morning(now: Timestamp, zone_name: &str, day: Morning) -> Timestamp {
    let zone = named(zone_name);
    let today = instant(now).to_zoned(zone.clone()).date();
    let ahead = match day {
        Morning::Tomorrow => 1,
        Morning::Monday => 7 - i64::from(today.weekday().to_monday_zero_offset()),
    };
    let nine =
        today.checked_add(jiff::Span::new().days(ahead)).ok().and_then(|date| date.at(9, 0, 0, 0).to_zoned(zone).ok());
    nine.map_or(now + std::time::Duration::from_hours(24), |nine| Timestamp(nine.timestamp().as_microsecond()))
}

/// A morning that people mean by one word.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Morning {
    /// The next day.
    Tomorrow,
    /// The first day of next week.
    Monday,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday, 22 November 2026, 09:30 UTC.
    const NOW: Timestamp = Timestamp(1_795_339_800_000_000);

    #[test]
    fn a_zone_carries_its_offsets_to_the_page() {
        let berlin = zone("Europe/Berlin", NOW);
        assert_eq!(berlin.name, "Europe/Berlin");
        assert_eq!(berlin.civil(NOW).clock(), "10:30");
        assert_eq!(berlin.offset(NOW - std::time::Duration::from_hours(24 * 120)), 7_200);
        assert_eq!(zone("Mars/Phobos", NOW).name, "UTC");
    }

    #[test]
    fn days_know_summer_time() {
        let days = days("2026-03-28", "2026-03-30", "Europe/Berlin").unwrap();
        assert_eq!(days.dates, ["2026-03-28", "2026-03-29", "2026-03-30"]);
        assert_eq!(days.end.since(days.first).as_secs(), 71 * 3_600);
        assert_eq!(days.stretches.iter().map(|s| s.offset).collect::<Vec<_>>(), [3_600, 7_200]);
    }

    #[test]
    fn nonsense_periods_are_refused_with_the_field_named() {
        for (first, last, field) in [
            ("yesterday", "2026-01-01", "first"),
            ("2026-01-02", "2026-01-01", "last"),
            ("2020-01-01", "2026-01-01", "first"),
        ] {
            assert!(matches!(days(first, last, "UTC"), Err(Problem::Invalid { field: f, .. }) if f == field));
        }
    }

    #[test]
    fn a_morning_is_nine_oclock_where_the_agent_is() {
        let berlin = zone("Europe/Berlin", NOW);
        let tomorrow = berlin.civil(morning(NOW, "Europe/Berlin", Morning::Tomorrow));
        assert_eq!((tomorrow.iso_date().as_str(), tomorrow.clock().as_str()), ("2026-11-23", "09:00"));
        let monday = berlin.civil(morning(NOW + std::time::Duration::from_hours(24), "Europe/Berlin", Morning::Monday));
        assert_eq!(monday.iso_date(), "2026-11-30");
    }
}
