//! The audit trees: one per books, firm, person, and one for the operator.
//!
//! Owns: leaves, nodes, heads, the texts behind commitments, checkpoints, exports and proofs.
//! Promises: a leaf is written in the transaction of what it tells, or neither is there; nothing is
//! signed that contradicts what was signed before. Never: edits or deletes a leaf; knows what an event
//! means, beyond the sentence that tells it.

mod append;
mod check;
mod copy;
mod draft;
mod export;
mod gate;
mod keeper;
mod proof;
mod read;
mod record;
pub mod sentences;
mod signer;
mod store;
mod views;

pub(crate) use append::append;
pub use append::{Page, log_name};
pub use check::{CheckTree, TenantsAfter};
pub use copy::{CopyDelegatedActs, FirmsWithCopies};
pub use draft::{LeafDraft, Subject};
pub use export::{
    EXPORT_PAGE, ExportFormat, ExportLines, ExportOpenings, ExportRecorded, KeyText, RecordExport,
};
pub use keeper::{copy_waiting, keep, sign_grown};
pub use proof::{Consistency, LeafProof, proof};
pub use read::{LogFilter, LogPage, LogRecords, WhatTheyDid};
pub use record::{Changed, Record, Who};
pub use signer::{ForgetfulMemory, SignedCheckpoint, SignerMemory, checkpoint};
pub use store::Head;
pub(crate) use store::{found, read_head, take_head};
pub use views::{ViewedPage, Views, write_views};
