//! Countinghouse without its skins: every domain, its commands, queries, access, audit and mail.
//!
//! Folders are the product's nouns. A folder reads the same everywhere: `mod.rs` says what it owns,
//! nouns are files, one file per command, `list.rs` for queries, `store.rs` the only file with SQL.
//! Never: HTTP, HTML.

pub mod access;
mod access_denied;
mod actor;
pub mod audit;
pub mod books;
pub mod clients;
mod core;
pub mod door;
pub mod identity;
pub mod invitations;
pub mod jobs;
pub mod keys;
pub mod links;
pub mod mail;
pub mod operator;
pub mod practice;
pub mod realtime;
pub mod strangers;
mod tenant;

pub use actor::{Actor, SignedIn, TokenOf, Who};
pub use core::{App, Core};
pub use kernel;
pub use tenant::Tenant;

/// The schema, step by step.
pub const MIGRATIONS: &[::store::Migration] =
    &[::store::Migration { number: 1, text: include_str!("../migrations/0001_house.sql") }];
