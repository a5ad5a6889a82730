//! A client company's books: the company itself, its chart of accounts, entries, reports, settings.
//!
//! Owns: the tables `books`, `account`, `entry`, `line`, `txn`, `balance_month`, `balance_day`, the
//! founder's row in `books_member`, and a person's row in `membership` for books.
//! Promises: entries are balanced, numbered without gaps and never changed; maintained balances equal
//! a recount from the lines. Never: knows who may connect to whom; that is `invitations` and `clients`.

pub mod chart;
mod check;
mod create;
pub mod entries;
mod events;
pub mod reports;
pub mod settings;
mod shell;
mod store;

pub(crate) use check::compare;
pub use check::{Difference, RecountBooks};
pub use create::{BooksCreated, CreateBooks};
pub use shell::{BooksFrame, BooksShellFacts, Delegate, OwnCompany};
