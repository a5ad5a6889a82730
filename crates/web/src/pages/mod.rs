//! Pages for people: one folder per noun, one file per thing that is shown and sent.
//!
//! Promises: a handler parses, runs, answers. Never: SQL, rules, HTML.

pub(crate) mod books;
mod clients;
mod dev;
mod external_access;
mod invitations;
mod practice;
mod profile;
pub(crate) mod public;

use crate::Routes;

/// Every page.
pub(crate) fn routes() -> Routes {
    let nouns = [
        public::routes(),
        profile::routes(),
        practice::routes(),
        clients::routes(),
        invitations::routes(),
        external_access::routes(),
        books::routes(),
        dev::routes(),
    ];
    nouns.into_iter().fold(Routes::pages(), Routes::join)
}
