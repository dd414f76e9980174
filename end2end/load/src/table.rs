//! The medians of several runs beside the goals.

use crate::report::{Figure, Report};
use anyhow::Context as _;
use std::path::PathBuf;

/// Prints the table. A goal that is missed fails nothing: machines differ. Losing a message does, in `measure`.
pub(crate) fn print(paths: &[PathBuf]) -> anyhow::Result<()> {
    let mut reports = Vec::with_capacity(paths.len());
    for path in paths {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        reports.push(serde_json::from_str::<Report>(&text)?);
    }
    println!("{:<58} {:>9}        {:<27} goal", "", "median", "runs");
    for figure in reports.first().map(|report| report.0.as_slice()).unwrap_or_default() {
        let all = reports.iter().flat_map(|report| &report.0).filter(|other| other.what == figure.what);
        println!("{}", line(figure, &all.map(|other| other.value).collect::<Vec<_>>()));
    }
    Ok(())
}

fn line(figure: &Figure, values: &[f64]) -> String {
    let Figure { what, unit, goal, .. } = figure;
    let median = median(values);
    let runs: Vec<String> = values.iter().map(|value| short(*value)).collect();
    let goal = goal.map(|goal| format!("{goal}{}", if goal.is_met(median) { "" } else { "  missed" }));
    let line =
        format!("{what:<58} {:>9} {unit:<6} {:<27} {}", short(median), runs.join("  "), goal.unwrap_or_default());
    line.trim_end().to_owned()
}

/// The middle one; of an even number the lower of the two in the middle, so that it was measured.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

/// Three digits say enough.
fn short(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size < 10.0 => format!("{value:.2}"),
        size if size < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Goal;

    #[test]
    fn a_missed_goal_is_told() {
        let figure =
            Figure { what: "accept".to_owned(), value: 1.0, unit: "ms".to_owned(), goal: Some(Goal::AtMost(1.0)) };
        assert!(line(&figure, &[3.0, 0.5, 1.25]).ends_with("3.00  0.50  1.25            ≤ 1  missed"));
        assert!(line(&figure, &[3.0, 0.5, 0.75]).ends_with("≤ 1"));
        assert!(Goal::AtLeast(6000.0).is_met(6000.5) && !Goal::AtLeast(6000.0).is_met(5999.0));
    }

    #[test]
    fn the_median_was_measured() {
        assert_eq!([median(&[3.0, 1.0, 2.0]), median(&[2.0, 1.0])], [2.0, 1.0]);
        assert!(median(&[]).is_nan());
    }
}
