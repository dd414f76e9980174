//! Durations in steps of a tenth: small enough to keep for every quarter of an hour, exact enough for a median.

/// The step a duration belongs to; steps grow by a tenth each.
pub(super) fn step(seconds: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a step is a small whole number")]
    let step = ((seconds.max(0) as f64).ln_1p() / 1.1_f64.ln()).floor() as i64;
    step
}

/// The longest duration of a step, in whole seconds.
fn upper(step: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a duration fits by far")]
    let seconds = (1.1_f64.powf(step as f64 + 1.0) - 1.0).floor() as i64;
    seconds
}

/// The duration that `percent` of a hundred do not exceed, from steps in ascending order with how many are in each.
pub(super) fn percentile(steps: &[(i64, i64)], percent: i64) -> i64 {
    let count: i64 = steps.iter().map(|(_, total)| total).sum();
    let wanted = (count * percent + 99) / 100;
    let mut seen = 0;
    for (step, total) in steps {
        seen += total;
        if seen >= wanted.max(1) {
            return upper(*step);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_never_wrong_by_more_than_a_tenth() {
        for seconds in [0, 1, 2, 5, 30, 59, 60, 600, 3_600, 86_400, 30 * 86_400] {
            let told = upper(step(seconds));
            assert!(told >= seconds - 1 && told <= seconds + seconds / 10 + 1, "{seconds} told as {told}");
        }
    }

    #[test]
    fn half_do_not_exceed_the_median() {
        let mut steps = vec![(step(10), 5), (step(100), 4), (step(1_000), 1)];
        steps.sort_unstable();
        assert_eq!(percentile(&steps, 50), upper(step(10)));
        assert_eq!(percentile(&steps, 90), upper(step(100)));
        assert_eq!(percentile(&steps, 100), upper(step(1_000)));
        assert_eq!(percentile(&[], 50), 0);
    }
}
