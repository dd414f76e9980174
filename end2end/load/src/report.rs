//! What one run has measured, as a file between `measure` and `table`.

use crate::samples::Samples;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A figure of one run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) what: String,
    pub(crate) value: f64,
    pub(crate) unit: String,
    pub(crate) goal: Option<Goal>,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

impl Goal {
    pub(crate) fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "≤ {most}"),
            Self::AtLeast(least) => write!(f, "≥ {least}"),
        }
    }
}

/// The figures of one run, in the order they were measured.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Report(pub(crate) Vec<Figure>);

impl Report {
    /// A figure that is there to understand others.
    pub(crate) fn note(&mut self, what: &str, value: f64, unit: &str) {
        self.0.push(Figure { what: what.to_owned(), value, unit: unit.to_owned(), goal: None });
    }

    pub(crate) fn add(&mut self, what: &str, value: f64, unit: &str, goal: Goal) {
        self.0.push(Figure { what: what.to_owned(), value, unit: unit.to_owned(), goal: Some(goal) });
    }

    /// Median and 99th percentile, with goals for both in milliseconds or for none.
    pub(crate) fn times(&mut self, what: &str, samples: &Samples, goals: Option<(f64, f64)>) {
        for (share, name, goal) in
            [(0.5, "p50", goals.map(|(half, _)| half)), (0.99, "p99", goals.map(|(_, most)| most))]
        {
            let (what, value, goal) = (format!("{what}, {name}"), samples.quantile(share), goal.map(Goal::AtMost));
            self.0.push(Figure { what, value, unit: "ms".to_owned(), goal });
        }
    }
}
