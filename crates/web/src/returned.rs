//! A form that comes back: what was refused, beside the fields it is about.
//!
//! Promises: what was typed stays; a refusal that has a page of its own gets it. Never: hides a failure.

use crate::Refused;
use crate::views::parts::{FieldError, Form};
use kernel::Refusal;

impl Form {
    /// Puts a refusal on the form that caused it: fields, a rule of the product, or somebody who was first.
    /// Anything else is not the form's to say, and is handed back.
    pub(crate) fn come_back(&mut self, refusal: Refusal) -> Result<(), Refused> {
        match refusal {
            Refusal::Invalid(problems) => {
                let error =
                    |problem: kernel::FieldProblem| FieldError { name: problem.field, text: problem.message };
                self.errors = problems.into_iter().map(error).collect();
            }
            Refusal::Rule { message, .. } | Refusal::Conflict { message, .. } => self.trouble = Some(message),
            other => return Err(other.into()),
        }
        Ok(())
    }
}
