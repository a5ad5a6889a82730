//! Who may do what, decided in one place and handed on as a value.
//!
//! Owns: the catalogue of permissions, what roles and presets hold, standing, handles.
//! Promises: a handle exists only after the check, in the transaction of the check; what may not be
//! seen is not found; nothing is remembered between requests. Never: writes.

mod books_key;
mod door;
mod handle;
mod permission;
mod policy;
mod preset;
mod role;
mod store;

pub use books_key::BooksKey;
pub use handle::{
    BranchHandle, ConnectionHandle, Mine, OrganisationHandle, OwnBooks, ReadBooks, Via, WriteBooks,
};
pub use permission::Permission;
pub use policy::{BooksStanding, PortalStanding};
pub use preset::Preset;
pub(crate) use role::stored_words;
pub use role::{BranchRole, ParentRole};
pub use store::SIGNED_IN_HOURS;
pub(crate) use store::{IDLE_SECONDS, alive_after};
