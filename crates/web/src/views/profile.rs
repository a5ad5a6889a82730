//! A person's own page: name, password, sessions, tokens.
//!
//! Owns: these forms. Promises: a token is shown once. Never: shows a password or a stored secret.

use askama::Template;

use super::{
    audit::{Day, Export, Filter, Soundness},
    filters,
    parts::{Form, Pager, When},
    shell::PublicShell,
};

/// `GET /profile`.
#[derive(Template, Clone, Debug)]
#[template(path = "profile/profile.html")]
pub struct Profile {
    /// The frame.
    pub shell: PublicShell,
    /// Where one came from: the portal, the books, or `/start`.
    pub back: String,
    /// Posted to `/profile/name`. Field: `name`.
    pub name_form: Form,
    /// The name as typed or stored.
    pub name: String,
    /// The confirmed address.
    pub email: String,
    /// Posted to `/profile/password`. Fields: `current`, `password`.
    pub password_form: Form,
    /// Sessions, this one first.
    pub sessions: Vec<Session>,
    /// The key of `End all others`, posted to `/profile/sessions/end-others`.
    pub end_others_key: String,
    /// Posted to `/profile/tokens`. Fields: `name`, `password`.
    pub token_form: Form,
    /// The new token's name as typed.
    pub token_name: String,
    /// The token that was just made: shown once.
    pub fresh_token: Option<String>,
    /// The tokens.
    pub tokens: Vec<ApiToken>,
}

/// A session.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// "Firefox on Windows".
    pub device: String,
    /// "192.0.2.44".
    pub address: String,
    /// When it began.
    pub since: When,
    /// When it was last used.
    pub used: When,
    /// Whether it is this one.
    pub current: bool,
    /// Its address; `/end` hangs below it.
    pub url: String,
    /// The key of that form.
    pub key: String,
}

/// A token for programs.
#[derive(Clone, Debug, Default)]
pub struct ApiToken {
    /// What it is for.
    pub name: String,
    /// Its first letters: "cht_9f3a…".
    pub hint: String,
    /// When it was made.
    pub made: When,
    /// When it was last used.
    pub used: Option<When>,
    /// Its address; `/revoke` hangs below it.
    pub url: String,
    /// The key of that form.
    pub key: String,
}

/// `GET /profile/activity`: the person's own log.
#[derive(Template, Clone, Debug)]
#[template(path = "profile/activity.html")]
pub struct Activity {
    /// The frame.
    pub shell: PublicShell,
    /// The search.
    pub filter: Filter,
    /// The state of the log.
    pub soundness: Option<Soundness>,
    /// The export.
    pub export: Export,
    /// The records.
    pub days: Vec<Day>,
    /// Where in the log.
    pub pager: Pager,
    /// How many records the log has.
    pub size: u64,
}
