//! The clients of a branch or firm: the list, one client, and the end of a connection.
//!
//! Owns: how a client stands in a list and on its page. Promises: a row always offers what its reader may do,
//! or says who can. Never: offers to disconnect without saying what each side keeps.

use askama::Template;

use super::{
    filters,
    parts::{Badge, Choice, Form, Happening, Mark, Pager, Person, Tab, When},
    shell::{PortalNav, PortalShell},
};

/// A client in a list.
#[derive(Clone, Debug, Default)]
pub struct ClientRow {
    /// Its book.
    pub mark: Mark,
    /// Its page; `/disconnect` and `/go-to` hang below it.
    pub url: String,
    /// The owner's name.
    pub owner: String,
    /// The branch.
    pub branch: String,
    /// The base currency's code.
    pub currency: String,
    /// "Admin", "Admin until 31 Mar 2027".
    pub access: String,
    /// "Client" or "Firm".
    pub payer: String,
    /// Since when.
    pub connected: When,
    /// When the reader last opened the books, if ever.
    pub opened: Option<When>,
    /// What the reader may do.
    pub door: ClientDoor,
    /// Whether the reader may end the connection.
    pub may_disconnect: bool,
}

/// The way into a client's books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ClientDoor {
    /// `Go To`, with the key of its form.
    GoTo(String),
    /// `Set Up Access`: the reader may assign herself.
    SetUp,
    /// Neither; the sentence says who can help.
    Closed(String),
    /// The connection has ended.
    #[default]
    Ended,
}

/// `GET {base}/clients?q=…&view=…`.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/list.html")]
pub struct Clients {
    /// The frame.
    pub shell: PortalShell,
    /// "40 in Bristol, 85 in Harbour & Pike LLP".
    pub counts: String,
    /// `All`, `Disconnected`.
    pub tabs: Vec<Tab>,
    /// What is searched for, or empty.
    pub query: String,
    /// The rows.
    pub rows: Vec<ClientRow>,
    /// Whether the list spans branches.
    pub across: bool,
    /// Where in the list.
    pub pager: Pager,
    /// The branch address to give to clients, for the empty list.
    pub branch_email: Option<String>,
    /// Whether the reader sees only the clients that somebody assigns to her.
    pub assigned_only: bool,
}

/// `GET {base}/clients/{id}`.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/client.html")]
pub struct Client {
    /// The frame.
    pub shell: PortalShell,
    /// The client as lists show it.
    pub row: ClientRow,
    /// The owner's address.
    pub owner_email: String,
    /// The state of the connection when it is not simply live.
    pub state: Option<Badge>,
    /// Label and value: Granted by, Granted to, Since, Ends, Payer, Currency.
    pub facts: Vec<(String, String)>,
    /// Who of the firm may open the books.
    pub people: Vec<Assigned>,
    /// Whether the connection is live: then its accountants can be changed.
    pub live: bool,
    /// Why the reader cannot add an accountant.
    pub add_closed: Option<String>,
    /// Why the reader cannot remove one.
    pub remove_closed: Option<String>,
    /// What happened to the connection.
    pub history: Vec<Happening>,
}

/// A member with access to the client.
#[derive(Clone, Debug, Default)]
pub struct Assigned {
    /// The member.
    pub person: Person,
    /// Whether the member leads.
    pub primary: bool,
    /// "Admin".
    pub scope: String,
    /// "No end", "31 Mar 2027".
    pub ends: String,
    /// When the member was last in the books.
    pub opened: Option<When>,
    /// Whether the client switched this person off.
    pub suspended: bool,
    /// Where the assignment is taken.
    pub remove: String,
}

/// `GET {client}/accountants/new` and its POST. Fields: `user`, `level`, `last_day`, `reason`.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/add_accountant.html", blocks = ["dialog"])]
pub struct AddAccountant {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The client's name.
    pub company: String,
    /// The client's page.
    pub url: String,
    /// The client's branch.
    pub branch: String,
    /// Its members without access.
    pub members: Vec<Choice>,
    /// What the client gave the firm, and less.
    pub levels: Vec<Choice>,
    /// The last day as typed.
    pub last_day: String,
    /// The reason as typed.
    pub reason: String,
}

/// `GET {client}/accountants/{user}/remove` and its POST.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/remove_accountant.html", blocks = ["dialog"])]
pub struct RemoveAccountant {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The client's name.
    pub company: String,
    /// The client's page.
    pub url: String,
    /// Where the form goes.
    pub action: String,
    /// Who loses access.
    pub name: String,
    /// Whether the person is in the books now.
    pub here: bool,
    /// Whether nobody is left then.
    pub last: bool,
}

/// `GET {client}/disconnect`: the first question. `Continue` leads to the reason.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/disconnect.html", blocks = ["dialog"])]
pub struct Disconnect {
    /// The frame.
    pub shell: PortalShell,
    /// The client's name.
    pub company: String,
    /// The client's page.
    pub url: String,
    /// How many of the team lose access.
    pub people: u32,
}

/// `GET {client}/disconnect/reason` and its POST. Fields: `reason`, `note`.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/disconnect_reason.html", blocks = ["dialog"])]
pub struct DisconnectReason {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The client's name.
    pub company: String,
    /// The client's page.
    pub url: String,
    /// The reasons; none is chosen at first.
    pub reasons: Vec<Choice>,
    /// The note as typed.
    pub note: String,
}

/// `GET {client}/set-up-access` and its POST: the reader assigns herself. Field: `reason`.
#[derive(Template, Clone, Debug)]
#[template(path = "clients/set_up_access.html", blocks = ["dialog"])]
pub struct SetUpAccess {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The client's name.
    pub company: String,
    /// The client's page.
    pub url: String,
    /// "Admin": what the connection allows at most.
    pub scope: String,
    /// The reason as typed.
    pub reason: String,
}
