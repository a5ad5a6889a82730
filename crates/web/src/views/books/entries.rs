//! Journal entries: the list, the grid to write one, one with its revisions.
//!
//! Owns: how debits and credits stand on a page. Promises: amounts arrive written; nothing here adds up.
//! Never: loses a line that was typed, whatever is wrong with it.

use askama::Template;

use crate::views::{
    filters,
    parts::{Badge, Choice, Form, Happening, Pager},
    shell::{BooksNav, BooksShell},
};

/// `GET {base}/transactions?q=…`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/entries/list.html")]
pub struct Transactions {
    /// The frame.
    pub shell: BooksShell,
    /// "Posted up to 19 November 2026."
    pub state: String,
    /// What is searched for, or empty.
    pub query: String,
    /// The account that is shown alone, if one is: "1200 Current account".
    pub account: Option<String>,
    /// The entries, newest first.
    pub entries: Vec<EntryBlock>,
    /// Total of the debits on this page.
    pub debit: String,
    /// Total of the credits on this page.
    pub credit: String,
    /// Where in the list.
    pub pager: Pager,
    /// Whether the reader may write.
    pub may_post: bool,
}

/// An entry as a block of lines.
#[derive(Clone, Debug, Default)]
pub struct EntryBlock {
    /// "19 Nov".
    pub day: String,
    /// ISO day.
    pub iso: String,
    /// Its number.
    pub number: String,
    /// What for.
    pub what: String,
    /// "Journal · JNL-0146", or empty.
    pub detail: String,
    /// Its page.
    pub url: String,
    /// Whether it was deleted by a reversal.
    pub void: bool,
    /// "Posted", "Revised", "Void".
    pub state: Badge,
    /// Its lines; at least one.
    pub lines: Vec<EntryLine>,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub struct EntryLine {
    /// The account's code.
    pub code: String,
    /// The account's name.
    pub account: String,
    /// What the line is for, or empty.
    pub memo: String,
    /// Written, or empty.
    pub debit: String,
    /// Written, or empty.
    pub credit: String,
}

/// `GET {base}/transactions/new`, `…/{no}/edit` and their POSTs.
///
/// Fields: `date` (ISO), `description`, then `account`, `memo`, `debit`, `credit` once per line,
/// in the order of the lines. `more` asks for more empty lines and posts nothing.
#[derive(Template, Clone, Debug)]
#[template(path = "books/entries/new.html")]
pub struct EntryForm {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// Where it is posted.
    pub action: String,
    /// Where `Cancel` leads.
    pub back: String,
    /// "New entry" or "Change entry 2116".
    pub title: String,
    /// The button: "Post" or "Post change".
    pub verb: String,
    /// ISO day as typed.
    pub date: String,
    /// What for, as typed.
    pub description: String,
    /// The base currency's code.
    pub currency: String,
    /// Decimals of that currency.
    pub scale: u8,
    /// Accounts by type, to choose from.
    pub accounts: Vec<AccountChoices>,
    /// The lines as typed; six empty ones at first.
    pub lines: Vec<TypedLine>,
    /// Total of the debits as typed.
    pub debit: String,
    /// Total of the credits as typed.
    pub credit: String,
    /// "In balance", or what is missing.
    pub balance: String,
}

/// The accounts of one type in a select.
#[derive(Clone, Debug, Default)]
pub struct AccountChoices {
    /// "Assets".
    pub label: String,
    /// Value and "1200 Current account".
    pub choices: Vec<Choice>,
}

/// A line as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedLine {
    /// The value of the chosen account, or empty.
    pub account: String,
    /// What the line is for.
    pub memo: String,
    /// As typed.
    pub debit: String,
    /// As typed.
    pub credit: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// `GET {base}/transactions/{no}`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/entries/entry.html")]
pub struct Entry {
    /// The frame.
    pub shell: BooksShell,
    /// The entry.
    pub entry: EntryBlock,
    /// "19 November 2026".
    pub day: String,
    /// The base currency's code.
    pub currency: String,
    /// Total of the debits.
    pub debit: String,
    /// Total of the credits.
    pub credit: String,
    /// Label and value: Posted by, Posted at, Reference.
    pub facts: Vec<(String, String)>,
    /// Its revisions, newest first.
    pub history: Vec<Happening>,
    /// Whether the reader may change or void it.
    pub may_change: bool,
}

/// `GET {entry}/void` and its POST. Field: `reason`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/entries/void.html", blocks = ["dialog"])]
pub struct VoidEntry {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// Its number.
    pub number: String,
    /// "19 November 2026".
    pub day: String,
    /// Its page.
    pub url: String,
    /// Where it is posted.
    pub action: String,
    /// The reason as typed.
    pub reason: String,
}
