//! External Access: the accountants of a company.
//!
//! Owns: what an owner reads before letting somebody in, and afterwards. Promises: the firm is the grantee
//! and its people are named under it; what they did stands below, in words. Never: confirms that an address
//! belongs to somebody before that person opened the invitation.

use askama::Template;

use crate::views::{
    filters,
    parts::{Badge, Choice, Form, Happening, Person, When},
    shell::{BooksNav, BooksShell},
};

/// `GET {base}/external-access`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/access/external_access.html")]
pub struct ExternalAccess {
    /// The frame.
    pub shell: BooksShell,
    /// Connected firms.
    pub firms: Vec<Firm>,
    /// Requests that wait.
    pub pending: Vec<PendingRequest>,
    /// Requests and connections that have ended.
    pub past: Vec<Happening>,
    /// What the accountants did lately.
    pub activity: Vec<Happening>,
    /// Why the reader may only read: "Only an owner of the company can let accountants in."
    pub closed: Option<String>,
}

/// A connected firm.
#[derive(Clone, Debug, Default)]
pub struct Firm {
    /// Its name.
    pub name: String,
    /// "Bristol branch · connected 2 Apr 2023 · bristol@harbourpike.example".
    pub detail: String,
    /// "Admin, no end" or "Admin until 31 Mar 2027".
    pub access: String,
    /// Its address; `/end` hangs below it.
    pub url: String,
    /// Its people with access.
    pub people: Vec<FirmPerson>,
    /// Another firm whose name looks like this one’s.
    pub looks_like: Option<String>,
}

/// A person of a connected firm.
#[derive(Clone, Debug, Default)]
pub struct FirmPerson {
    /// Who.
    pub person: Person,
    /// Whether the person leads.
    pub primary: bool,
    /// "Admin".
    pub role: String,
    /// "Everything".
    pub scope: String,
    /// When last in the books.
    pub opened: Option<When>,
    /// Whether the person is in the books now.
    pub here: bool,
}

/// A request that waits for an answer.
#[derive(Clone, Debug, Default)]
pub struct PendingRequest {
    /// The address it went to, or the firm once that may be said.
    pub to: String,
    /// "Sent", "Delivered", "Not delivered".
    pub state: Badge,
    /// When it was sent.
    pub sent: When,
    /// "Works until 18 Dec".
    pub until: String,
    /// "Admin, no end".
    pub offer: String,
    /// Its address; `/withdraw` hangs below it.
    pub url: String,
    /// Another firm whose name looks like this one’s.
    pub looks_like: Option<String>,
}

/// `GET {base}/external-access/invite` and its POST. Fields: `email`, `scope`, `message`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/access/invite.html", blocks = ["dialog"])]
pub struct InviteAccountant {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// The address as typed.
    pub email: String,
    /// Presets, each with what it allows; Admin is chosen.
    pub scopes: Vec<Choice>,
    /// The message as typed.
    pub message: String,
    /// Set when a fresh proof is needed: the form then has a field `password`.
    pub proof: bool,
}

/// `GET {request}/withdraw` and its POST.
#[derive(Template, Clone, Debug)]
#[template(path = "books/access/withdraw.html", blocks = ["dialog"])]
pub struct WithdrawRequest {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// The address or firm.
    pub to: String,
    /// The request's address.
    pub url: String,
}

/// `GET {firm}/end` and its POST. Field: `note`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/access/end.html", blocks = ["dialog"])]
pub struct EndAccess {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// The firm.
    pub firm: String,
    /// How many people lose access.
    pub people: u32,
    /// The firm's address.
    pub url: String,
    /// The note to the firm as typed.
    pub note: String,
}
