//! Why a start was refused: one sentence that names where the value came from and which key it is.

/// A setting that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsProblem {
    /// The file is not there or cannot be read.
    #[error("{file} cannot be read: {why}.")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// The file is not TOML.
    #[error("{file} is not valid TOML in line {line}: {why}.")]
    Syntax {
        /// Which file.
        file: String,
        /// Counted from one.
        line: usize,
        /// What the parser says.
        why: String,
    },
    /// A key nobody reads, most likely misspelled.
    #[error("{origin}: there is no setting {key}; known are {known}.")]
    Unknown {
        /// The file or the variable.
        origin: String,
        /// As `section.key`.
        key: String,
        /// What could have been meant.
        known: String,
    },
    /// A value of the wrong type.
    #[error("{origin}: {key} must be {expected}, not {found}.")]
    Wrong {
        /// The file or the variable.
        origin: String,
        /// As `section.key`.
        key: String,
        /// What would be right.
        expected: String,
        /// What was given.
        found: String,
    },
    /// A value of the right type that makes no sense.
    #[error("{origin}: {key} cannot be {found}: {why}.")]
    Senseless {
        /// The file or the variable.
        origin: String,
        /// As `section.key`.
        key: String,
        /// What was given.
        found: String,
        /// What is wrong with it.
        why: String,
    },
}
