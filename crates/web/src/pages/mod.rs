//! Pages for people: one folder per noun, one file per thing that is shown and sent.
//!
//! Promises: a handler parses, runs, answers. Never: SQL, rules, HTML.

mod books;
mod dev;
mod practice;
mod profile;
pub(crate) mod public;

use crate::Routes;

/// Every page.
pub(crate) fn routes() -> Routes {
    let nouns = [public::routes(), profile::routes(), practice::routes(), books::routes(), dev::routes()];
    nouns.into_iter().fold(Routes::pages(), Routes::join)
}
