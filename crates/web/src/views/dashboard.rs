//! The portal's first page: who waits, the connected clients, what happened.
//!
//! Owns: the order of the page. Promises: an empty firm sees what to do next, never an empty table. Never:
//! moves a list by itself; live changes touch the banner and the badge.

use askama::Template;

use super::{
    clients::{ClientDoor, ClientRow},
    filters,
    parts::{Happening, Mark, When},
    shell::{PortalNav, PortalShell},
};

/// `GET {base}?q=…`.
#[derive(Template, Clone, Debug)]
#[template(path = "dashboard/dashboard.html")]
pub struct Dashboard {
    /// The frame.
    pub shell: PortalShell,
    /// "Friday 20 November 2026".
    pub today: String,
    /// The address clients send invitations to, once confirmed.
    pub branch_email: Option<String>,
    /// Something to settle first, such as the unconfirmed mailbox.
    pub notice: Option<Notice>,
    /// The oldest waiting invitations, at most three.
    pub waiting: Vec<WaitingInvitation>,
    /// First steps, while there is no client.
    pub steps: Vec<Step>,
    /// What is searched for, or empty.
    pub query: String,
    /// Connected clients, last opened first.
    pub rows: Vec<ClientRow>,
    /// "Showing 12 of 40".
    pub shown: String,
    /// What happened lately.
    pub activity: Vec<Happening>,
    /// Why the reader sees no activity, when that is not for want of any.
    pub activity_closed: Option<String>,
    /// Why the reader cannot invite a colleague.
    pub invite_closed: Option<String>,
}

/// A banner that names a cause and removes it.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// What is the matter.
    pub title: String,
    /// One more sentence.
    pub text: String,
    /// The button.
    pub action: String,
    /// Where it leads.
    pub url: String,
}

/// An invitation in the banner.
#[derive(Clone, Debug, Default)]
pub struct WaitingInvitation {
    /// The company.
    pub mark: Mark,
    /// The owner's name.
    pub owner: String,
    /// "41 hours": how long it has waited.
    pub waited: String,
    /// Its page; `/accept` hangs below it.
    pub url: String,
    /// When it was sent.
    pub sent: When,
    /// Whether the reader may answer.
    pub may_answer: bool,
}

/// One of the first steps.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// What to do.
    pub title: String,
    /// Why, or how.
    pub text: String,
    /// The button, or empty.
    pub action: String,
    /// Where it leads.
    pub url: String,
    /// Whether it is done.
    pub done: bool,
}

/// `GET {base}/waiting`: the banner alone, for live updates.
#[derive(Template, Clone, Debug)]
#[template(path = "dashboard/_waiting.html")]
pub struct WaitingBanner {
    /// Only `base` and `waiting` are read.
    pub shell: PortalShell,
    /// The oldest waiting invitations, at most three.
    pub waiting: Vec<WaitingInvitation>,
}

/// `GET {base}/client-invitations/badge`: the number beside the menu entry alone.
#[derive(Template, Clone, Debug)]
#[template(path = "layouts/_badge.html")]
pub struct InvitationBadge {
    /// Only `base` and `waiting` are read.
    pub shell: PortalShell,
}
