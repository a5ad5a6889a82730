//! The frames around pages: public, portal, books.
//!
//! Owns: what every page of a frame shows, whatever it is about. Promises: a frame needs nothing but its
//! struct. Never: asks who may see an entry of the menu; a closed door stays visible and explains itself.

use super::parts::{Mark, Person};

/// The word that confirms what was just done. Lives 8 seconds, or 30 with a way back.
#[derive(Clone, Debug, Default)]
pub struct Toast {
    /// A sentence that names the thing.
    pub text: String,
    /// How to take it back while that is possible.
    pub undo: Option<Undo>,
}

/// A way back: a form with one button.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    /// Where the form is posted.
    pub url: String,
    /// Its idempotency key.
    pub key: String,
}

/// The frame of pages for people who are not signed in, or not inside a firm or a company.
#[derive(Clone, Debug, Default)]
pub struct PublicShell {
    /// What the page is called, first in the browser's tab.
    pub title: String,
    /// Who is signed in, if somebody is: the head then offers `Sign out`.
    pub person: Option<Person>,
    /// The key of the `Sign out` form; unused while nobody is signed in.
    pub sign_out_key: String,
    /// What to confirm at the foot.
    pub toasts: Vec<Toast>,
}

/// The places of the portal's menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PortalNav {
    /// The dashboard.
    #[default]
    Dashboard,
    /// The clients.
    Clients,
    /// Requests of clients.
    ClientInvitations,
    /// The people of the branch.
    TeamMembers,
    /// Invitations of colleagues.
    TeamInvitations,
    /// Branch and firm.
    Settings,
    /// What happened.
    AuditTrail,
    /// A page outside the menu, such as the person's own profile.
    Elsewhere,
}

/// The frame of the portal.
#[derive(Clone, Debug, Default)]
pub struct PortalShell {
    /// What the page is called.
    pub title: String,
    /// Address prefix of the scope: `/portal/br_…` for a branch, `/portal/org_…` for all branches.
    pub base: String,
    /// Who is signed in; `detail` is the role and branch.
    pub person: Person,
    /// The firm.
    pub firm: String,
    /// The branch in scope, or "All branches".
    pub branch: String,
    /// What the selector offers.
    pub branches: Vec<BranchChoice>,
    /// The place in the menu.
    pub nav: PortalNav,
    /// How many clients the scope has.
    pub clients: u32,
    /// How many client invitations wait in the scope.
    pub waiting: u32,
    /// The key of the `Sign out` form.
    pub sign_out_key: String,
    /// Clients the palette can open.
    pub palette: Vec<PaletteClient>,
    /// Whether the palette offers to invite a colleague.
    pub may_invite: bool,
    /// What to confirm at the foot.
    pub toasts: Vec<Toast>,
}

/// One entry of the branch selector.
#[derive(Clone, Debug, Default)]
pub struct BranchChoice {
    /// The branch, or "All branches".
    pub name: String,
    /// "40 clients · GBP".
    pub detail: String,
    /// Where choosing it leads.
    pub url: String,
    /// Whether it is in scope now.
    pub current: bool,
}

/// A client in the palette. In a client's own books these are the person's own companies only.
#[derive(Clone, Debug, Default)]
pub struct PaletteClient {
    /// Its book.
    pub mark: Mark,
    /// Where `Go To` is posted, or the page when `post` is false.
    pub url: String,
    /// One more fact.
    pub detail: String,
    /// Whether the address wants a POST.
    pub post: bool,
}

/// The places of the menu in the books.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BooksNav {
    /// The overview.
    #[default]
    Overview,
    /// Entries.
    Transactions,
    /// Accounts.
    Accounts,
    /// The trial balance.
    TrialBalance,
    /// The company's settings.
    Settings,
    /// Accountants.
    ExternalAccess,
    /// What happened.
    AuditLog,
}

/// The frame of the books.
#[derive(Clone, Debug, Default)]
pub struct BooksShell {
    /// What the page is called.
    pub title: String,
    /// Address prefix: `/books/bk_…`.
    pub base: String,
    /// Who is signed in; `detail` says in which capacity.
    pub person: Person,
    /// Whose books.
    pub company: Mark,
    /// "GBP, year to 31 Mar".
    pub facts: String,
    /// Set for an accountant who is here through a connection.
    pub delegate: Option<Delegate>,
    /// The other companies of an owner. Empty for a delegate: a client's books name no other client.
    pub companies: Vec<PaletteClient>,
    /// The place in the menu.
    pub nav: BooksNav,
    /// The key of the `Sign out` form.
    pub sign_out_key: String,
    /// What to confirm at the foot.
    pub toasts: Vec<Toast>,
}

/// What the acting strip says, and the way back.
#[derive(Clone, Debug, Default)]
pub struct Delegate {
    /// The firm and branch for which the person acts.
    pub firm: String,
    /// "Admin until 31 Mar 2027" or "Admin, no end".
    pub access: String,
    /// Where `Back to Accountant` is posted: it ends the visit.
    pub stop_url: String,
    /// The key of that form.
    pub stop_key: String,
}
