//! Requests of clients: the inbox, the review, the answer.
//!
//! Owns: what a firm reads before it answers. Promises: accepting says that nothing changes in who pays;
//! rejecting says until when it can be undone. Never: chooses a reason for anybody.

use askama::Template;

use super::{
    filters,
    parts::{Choice, Form, Mark, Tab, When},
    shell::{PortalNav, PortalShell, PublicShell},
    team::SignInFirst,
};

/// An invitation in the list.
#[derive(Clone, Debug, Default)]
pub struct InvitationRow {
    /// The company.
    pub mark: Mark,
    /// Its page.
    pub url: String,
    /// The owner's name.
    pub owner: String,
    /// The branch it was sent to.
    pub branch: String,
    /// The first words of the message, or "No message".
    pub excerpt: String,
    /// "41 h": how long it has waited; for an answered one, when it was answered.
    pub waited: String,
    /// Whether it has waited longer than advised (48 hours).
    pub long: bool,
    /// "New", "Accepted", "Rejected", "Withdrawn", "Expired", or empty.
    pub state: String,
    /// Whether it is the one under review.
    pub current: bool,
}

/// `GET {base}/client-invitations` and `…/{id}`.
#[derive(Template, Clone, Debug)]
#[template(path = "invitations/inbox.html")]
pub struct Inbox {
    /// The frame.
    pub shell: PortalShell,
    /// `Pending`, `Answered`.
    pub tabs: Vec<Tab>,
    /// The confirmed branch address; several branches have none in common.
    pub branch_email: Option<String>,
    /// The list, oldest first.
    pub rows: Vec<InvitationRow>,
    /// Whether the list spans branches.
    pub across: bool,
    /// The one that is read.
    pub review: Option<Review>,
    /// This page's own address, for live updates of the list.
    pub url: String,
}

/// `GET {url}` with `X-Fragment: live`: the list alone.
#[derive(Template, Clone, Debug)]
#[template(path = "invitations/_list.html")]
pub struct InboxList {
    /// Only `base` is read.
    pub shell: PortalShell,
    /// The list.
    pub rows: Vec<InvitationRow>,
    /// Whether the list spans branches.
    pub across: bool,
    /// Its own address.
    pub url: String,
}

/// One invitation in full.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The company.
    pub mark: Mark,
    /// Its page; `/accept` and `/reject` hang below it.
    pub url: String,
    /// The client's words, or empty.
    pub message: String,
    /// The owner's name.
    pub owner: String,
    /// The owner's address.
    pub email: String,
    /// When it was sent.
    pub sent: When,
    /// The branch.
    pub branch: String,
    /// "Admin, no end".
    pub offer: String,
    /// "Client".
    pub payer: String,
    /// "GBP, year to 31 Mar".
    pub books: String,
    /// "Waiting for 41 hours".
    pub waited: String,
    /// Whether it has waited longer than advised.
    pub long: bool,
    /// What was checked: a sentence each.
    pub checks: Vec<Check>,
    /// How it ended: "Accepted by Tom Ellery on 20 Nov", or nothing while it waits.
    pub outcome: Option<String>,
    /// Why the reader cannot answer: "Needs Accept Client Invitations. Ask Asha Raman."
    pub closed: Option<String>,
}

/// One thing that was checked about a request.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// What was found.
    pub text: String,
    /// Whether it is as it should be.
    pub fine: bool,
}

/// `GET {invitation}/accept` and its POST. Fields: `branch`, `colleagues` (repeated).
#[derive(Template, Clone, Debug)]
#[template(path = "invitations/accept.html", blocks = ["dialog"])]
pub struct Accept {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The invitation's page.
    pub url: String,
    /// The company.
    pub company: String,
    /// The owner's name.
    pub owner: String,
    /// Where the client will be listed.
    pub branch: String,
    /// Branches to choose from when the request was sent to a person; otherwise empty.
    pub branches: Vec<Choice>,
    /// Members who may be given access in the same step.
    pub colleagues: Vec<Choice>,
}

/// `GET {invitation}/reject` and its POST. Fields: `reason`, `message`.
#[derive(Template, Clone, Debug)]
#[template(path = "invitations/reject.html", blocks = ["dialog"])]
pub struct Reject {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The invitation's page.
    pub url: String,
    /// The company.
    pub company: String,
    /// The owner's first name or whole name.
    pub owner: String,
    /// The reasons; none is chosen at first.
    pub reasons: Vec<Choice>,
    /// The message as typed.
    pub message: String,
}

/// `GET /invitation/{secret}`: a person’s own invitation, before she stands in a firm that may answer it.
#[derive(Template, Clone, Debug)]
#[template(path = "invitations/landing.html")]
pub struct Landing {
    /// The frame.
    pub shell: PublicShell,
    /// The company that asks.
    pub company: String,
    /// Until when the link works.
    pub until: String,
    /// Set while nobody is signed in.
    pub sign_in: Option<SignInFirst>,
    /// The reader’s firms: name, and the invitation’s address there.
    pub firms: Vec<(String, String)>,
}
