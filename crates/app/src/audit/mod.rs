//! The audit trees: one per books, firm, person, and one for the operator.
//!
//! Owns: leaves, nodes, heads, the texts behind commitments, checkpoints, exports and proofs.
//! Promises: a leaf is written in the transaction of what it tells, or neither is there.
//! Never: edits or deletes a leaf; knows what an event means.

mod append;
mod draft;
mod store;

pub use append::Page;
pub(crate) use append::append;
pub use draft::{LeafDraft, Subject};
pub use store::Head;
pub(crate) use store::{found, read_head, take_head};
