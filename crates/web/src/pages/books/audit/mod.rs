//! The audit log on pages: reading it, and taking it away with its proofs.

pub(super) mod files;
pub(super) mod log;
pub(crate) mod words;
