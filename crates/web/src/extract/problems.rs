//! Collects what is wrong with several fields, so that a form says it all at once.

use kernel::{FieldError, FieldProblem, Refusal};

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldProblem>);

impl Problems {
    /// Keeps a parsed value, or notes why the field `name` has none.
    pub fn take<T>(&mut self, name: &str, parsed: Result<T, FieldError>) -> Option<T> {
        parsed.map_err(|error| self.0.push(error.at(name))).ok()
    }

    /// The same for a value whose refusal names its field already.
    pub fn keep<T>(&mut self, checked: Result<T, Refusal>) -> Result<Option<T>, Refusal> {
        match checked {
            Ok(value) => Ok(Some(value)),
            Err(Refusal::Invalid(problems)) => {
                self.0.extend(problems);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// All of it as one refusal.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        Refusal::Invalid(self.0)
    }
}
