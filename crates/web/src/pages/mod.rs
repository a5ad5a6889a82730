//! Pages for people: one folder per noun, one file per thing that is shown and sent.
//!
//! Promises: a handler parses, runs, answers. Never: SQL, rules, HTML.

mod practice;
mod profile;
pub(crate) mod public;

use crate::Routes;

/// Every page.
pub(crate) fn routes() -> Routes {
    Routes::pages().join(public::routes()).join(profile::routes()).join(practice::routes())
}
