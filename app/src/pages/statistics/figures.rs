//! Numbers and times as statistics write them.

/// `12 345`, with narrow spaces that do not break.
pub(super) fn number(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    if count < 0 { format!("−{grouped}") } else { grouped }
}

/// `45 s`, `4 m 20 s`, `1 h 5 m`, `2 d 3 h`: two units at most.
pub(super) fn span(seconds: i64) -> String {
    let (large, small, units) = match seconds.max(0) {
        seconds @ 0..60 => return format!("{seconds} s"),
        seconds @ 60..3_600 => (seconds / 60, seconds % 60, ("m", "s")),
        seconds @ 3_600..86_400 => (seconds / 3_600, seconds % 3_600 / 60, ("h", "m")),
        seconds => (seconds / 86_400, seconds % 86_400 / 3_600, ("d", "h")),
    };
    if small == 0 { format!("{large} {}", units.0) } else { format!("{large} {} {small} {}", units.0, units.1) }
}

/// What became of `before`: `+12 %`, `−3 %`, `±0 %`; `None` when there was nothing to compare with.
pub(super) fn change(now: i64, before: i64) -> Option<String> {
    if before <= 0 {
        return None;
    }
    let percent = (now - before).saturating_mul(100) / before;
    Some(match percent {
        0 => "±0 %".to_owned(),
        up @ 1.. => format!("+{} %", number(up)),
        down => format!("−{} %", number(-down)),
    })
}

/// `22 Nov` of `2026-11-22`; what is no date stays as it is.
pub(super) fn short_date(date: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = date.splitn(3, '-').skip(1).map(str::parse::<usize>);
    match (parts.next(), parts.next()) {
        (Some(Ok(month)), Some(Ok(day))) => match MONTHS.get(month.wrapping_sub(1)) {
            Some(month) => format!("{day} {month}"),
            None => date.to_owned(),
        },
        _ => date.to_owned(),
    }
}

/// `16 – 22 Nov`, `22 Nov`, `28 Oct – 3 Nov`.
pub(super) fn date_range(first: &str, last: &str) -> String {
    if first == last { short_date(last) } else { format!("{} – {}", short_date(first), short_date(last)) }
}

/// The end of an axis that shows numbers up to `most`: a round number, at least 4, which four lines divide evenly.
pub(super) fn axis_end(most: i64) -> i64 {
    let mut step = 1_i64;
    loop {
        for factor in [1, 2, 5] {
            let end = step.saturating_mul(factor).saturating_mul(4);
            if end >= most {
                return end;
            }
        }
        step = step.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (count, words) in
            [(0, "0"), (999, "999"), (1_000, "1\u{202f}000"), (-1_234_567, "−1\u{202f}234\u{202f}567")]
        {
            assert_eq!(number(count), words);
        }
    }

    #[test]
    fn spans_have_two_units_at_most() {
        for (seconds, words) in
            [(-1, "0 s"), (59, "59 s"), (260, "4 m 20 s"), (3_600, "1 h"), (3_900, "1 h 5 m"), (183_700, "2 d 3 h")]
        {
            assert_eq!(span(seconds), words);
        }
    }

    #[test]
    fn a_change_needs_something_to_compare_with() {
        for (now, before, words) in
            [(56, 50, Some("+12 %")), (97, 100, Some("−3 %")), (5, 5, Some("±0 %")), (3, 0, None)]
        {
            assert_eq!(change(now, before).as_deref(), words);
        }
    }

    #[test]
    fn dates_are_short() {
        assert_eq!(short_date("2026-11-02"), "2 Nov");
        assert_eq!(short_date("soon"), "soon");
        assert_eq!(short_date("2026-13-02"), "2026-13-02");
        assert_eq!(date_range("2026-10-28", "2026-11-03"), "28 Oct – 3 Nov");
        assert_eq!(date_range("2026-11-03", "2026-11-03"), "3 Nov");
    }

    #[test]
    fn an_axis_ends_at_a_round_number_divided_by_four() {
        for (most, end) in [(0, 4), (4, 4), (5, 8), (9, 20), (21, 40), (41, 80), (81, 200), (i64::MAX, i64::MAX)] {
            assert_eq!(axis_end(most), end, "{most}");
        }
    }
}
