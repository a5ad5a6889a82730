//! What is shown instead of a page: errors, links that no longer work, a visit that has ended.
//!
//! Owns: the words of trouble. Promises: says what to do next, and gives a number to quote where we failed.
//! Never: says more than the asker may know; an unknown secret looks the same whatever it was.

use askama::Template;

use super::{filters, parts::Form, shell::PublicShell};

/// The pages for 403, 404, 429, 500 and 503.
#[derive(Template, Clone, Debug)]
#[template(path = "failure/failure.html")]
pub struct Failure {
    /// The frame.
    pub shell: PublicShell,
    /// What happened.
    pub kind: FailureKind,
    /// Who can help, for [`FailureKind::Forbidden`]: "Needs Manage Branch Settings. Ask Ines Carvalho."
    pub detail: Option<String>,
    /// The number to quote.
    pub incident: Option<String>,
    /// Where to go back to.
    pub back: String,
    /// What was sent, to send it again as it was.
    pub again: Option<Again>,
}

/// A form that was sent and could not be taken: it goes once more, under the same key.
#[derive(Clone, Debug)]
pub struct Again {
    /// State of the form.
    pub form: Form,
    /// Where it is posted.
    pub url: String,
    /// What had been typed: name and value.
    pub kept: Vec<(String, String)>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// 403.
    Forbidden,
    /// 404: not there, or not for you.
    NotFound,
    /// 429.
    TooMany,
    /// 500.
    Fault,
    /// 503.
    Busy,
}

/// What became of a link from a mail.
#[derive(Template, Clone, Debug)]
#[template(path = "failure/link.html")]
pub struct DeadLink {
    /// The frame.
    pub shell: PublicShell,
    /// Its state.
    pub state: LinkState,
    /// The form `Ask again`, where asking is possible. It never shows the address.
    pub again: Option<AskAgain>,
}

/// The form that asks the sender for a new link.
#[derive(Clone, Debug)]
pub struct AskAgain {
    /// State of the form.
    pub form: Form,
    /// Where it is posted.
    pub url: String,
}

/// The state of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Its time is over; when: "18 Dec".
    Expired(String),
    /// The sender took it back.
    Withdrawn,
    /// A newer one was sent.
    Replaced,
    /// It has been used.
    Used,
    /// Nobody here ever made it, or it may not be told.
    Unknown,
}

/// Signed in under another address than the one that was invited.
#[derive(Template, Clone, Debug)]
#[template(path = "failure/wrong_account.html")]
pub struct WrongAccount {
    /// The frame.
    pub shell: PublicShell,
    /// The invited address, masked: `m•••@s•••.example`.
    pub invited: String,
    /// The address one is signed in with.
    pub current: String,
    /// Signing out and coming back; POST.
    pub switch: AskAgain,
    /// Confirming the invited address for this sign-in too, where that is possible; POST.
    pub confirm: Option<AskAgain>,
    /// Asking the sender to address it anew, where that is possible; POST.
    pub readdress: Option<AskAgain>,
}

/// `GET /books/{id}/…` without a live visit: one button that opens the books and comes back here.
#[derive(Template, Clone, Debug)]
#[template(path = "failure/no_visit.html")]
pub struct NoVisit {
    /// The frame.
    pub shell: PublicShell,
    /// The company's name.
    pub company: String,
    /// Why: "Your visit ended after 30 minutes without activity."
    pub reason: String,
    /// State of the form.
    pub form: Form,
    /// Where `Open the books` is posted.
    pub action: String,
    /// The page one wanted; a local path.
    pub next: String,
    /// What had been typed, kept and sent along: name and value.
    pub kept: Vec<(String, String)>,
    /// The portal.
    pub back: String,
}
