//! The settings of a company.
//!
//! Owns: the changeable fields of `books`. Promises: a new name reaches the members' choosers and the
//! connected firms' lists in the same transaction; the base currency never changes.
//! Never: decides what a lock day forbids; that is `ledger`.

mod company;
mod events;
mod lock_day;
mod store;
mod update_company;

pub use company::{CompanyDetails, CompanySettings};
pub use lock_day::SetLockDay;
pub use update_company::UpdateCompany;
