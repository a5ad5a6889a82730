//! Why a subcommand stopped, and what the person in front of it can do about it.

use std::fmt;

/// A stop: the fact first, then one sentence of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened.
    pub what: String,
    /// What to do now.
    pub advice: String,
}

impl Failure {
    /// A failure with its way out.
    pub fn new(what: impl Into<String>, advice: impl Into<String>) -> Failure {
        Failure { what: what.into(), advice: advice.into() }
    }

    /// A file or process that did not do as asked, with the system's own words.
    pub fn io(what: impl fmt::Display, error: impl fmt::Display) -> Failure {
        Failure::new(format!("{what}: {error}"), "Put that right and run the command again.")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stopped: {}\n{}", self.what, self.advice)
    }
}
