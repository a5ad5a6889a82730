//! Pages of the house itself: what was not done and why, and the password asked again.
//!
//! Owns: these few words. Promises: a way back on each. Never: shows what was typed as a secret.

use askama::Template;

use super::{filters, parts::Form, shell::PublicShell};

/// What was refused in a way that has no page of its own: a rule, a race, a broken form.
#[derive(Template, Clone, Debug)]
#[template(path = "house/refused.html")]
pub struct Refused {
    /// The frame.
    pub shell: PublicShell,
    /// The status.
    pub status: u16,
    /// What happened, in a few words.
    pub title: String,
    /// The way out.
    pub words: String,
    /// What is wrong with single fields, as sentences.
    pub problems: Vec<String>,
    /// Where to go back to.
    pub back: String,
}

/// `GET /prove` and the answer to a refused POST: the password again. Fields: `password`, `next`.
#[derive(Template, Clone, Debug)]
#[template(path = "house/prove.html")]
pub struct Prove {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// Whose password.
    pub email: String,
    /// Where to go on; a local path.
    pub next: String,
}
