//! Journal entries: posted, revised, deleted; the journal, and one transaction with its history.
//!
//! Owns: the tables `entry`, `line`, `txn`, `balance_month`, `balance_day`. Promises: an entry is
//! balanced and never changed; numbers are given at commit order without gaps; a revision is a
//! reversal and a new entry in one command. Never: writes on or before the lock day.

mod canonical;
mod delete;
mod events;
mod list;
mod page;
mod post;
mod revise;
mod store;
mod write;

pub use delete::DeleteEntry;
pub use list::{Journal, JournalEntry, JournalLine, JournalPage};
pub use page::{EntryHistory, EntryPage, EntryRevision};
pub use post::{EntryPosted, PostEntry};
pub use revise::ReviseEntry;
pub use store::EntryKind;

pub(super) use store::{account, recount};
