//! The chart of accounts of one company.
//!
//! Owns: the table `account` once the books exist. Promises: codes are unique; an account that the
//! program needs is never archived; renaming changes every report, past and future.
//! Never: deletes an account, changes its group or its currency.

mod add;
mod archive;
mod events;
mod list;
mod rename;
mod store;

pub use add::{AccountAdded, AddAccount};
pub use archive::{ArchiveAccount, RestoreAccount};
pub use list::{ChartAccount, ChartOfAccounts, CompanyChart};
pub use rename::RenameAccount;

pub(super) use store::all;
