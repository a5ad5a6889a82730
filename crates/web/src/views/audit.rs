//! What happened, in plain words: the firm's Audit Trail and a company's Audit Log.
//!
//! Owns: how records read. Promises: time to the second with its zone, who, what, to what, and the record's
//! number in the tree. Never: shows personal text that was erased, or a field the reader may not see.

use askama::Template;

use super::{
    filters,
    parts::{Change, Choice, Pager, Person},
    shell::{BooksNav, BooksShell, PortalNav, PortalShell},
};

/// The records of one day.
#[derive(Clone, Debug, Default)]
pub struct Day {
    /// "Today", "19 November 2026".
    pub label: String,
    /// Its records, newest first.
    pub records: Vec<Record>,
}

/// One record.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Its number in the log.
    pub number: u64,
    /// "10:41:07".
    pub time: String,
    /// RFC 3339.
    pub iso: String,
    /// Who; `detail` is the firm for a delegate.
    pub who: Person,
    /// An icon's name.
    pub icon: String,
    /// "Accepted a client invitation".
    pub did: String,
    /// To what or whom.
    pub to: String,
    /// "Portal", "Books", "API".
    pub place: String,
    /// Whether it was refused.
    pub refused: bool,
    /// Fields that changed.
    pub changes: Vec<Change>,
    /// Address, browser, visit: one sentence, or empty.
    pub facts: String,
    /// The first figures of the leaf's hash.
    pub hash: String,
}

/// The search above the records. All fields are sent by GET.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words.
    pub query: String,
    /// People.
    pub people: Vec<Choice>,
    /// Kinds of act.
    pub kinds: Vec<Choice>,
    /// ISO day, or empty.
    pub from: String,
    /// ISO day, or empty.
    pub to: String,
    /// Whether something is filtered.
    pub active: bool,
}

/// What is known about the log as a whole.
#[derive(Clone, Debug, Default)]
pub struct Soundness {
    /// "48,217 records checked at 10:44, back to 3 Feb 2023".
    pub text: String,
    /// Whether it is complete and unaltered.
    pub fine: bool,
}

/// The export of a log with its proof: a POST (it is recorded), then a download.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// Where it is posted. Field: `format` (`jsonl` or `csv`).
    pub url: String,
    /// Its key.
    pub key: String,
    /// Why the reader may not.
    pub closed: Option<String>,
}

/// `GET {base}/audit-trail`.
#[derive(Template, Clone, Debug)]
#[template(path = "audit/trail.html")]
pub struct AuditTrail {
    /// The frame.
    pub shell: PortalShell,
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
}

/// `GET {base}/audit-log` in the books.
#[derive(Template, Clone, Debug)]
#[template(path = "books/audit/log.html")]
pub struct AuditLog {
    /// The frame.
    pub shell: BooksShell,
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
}
