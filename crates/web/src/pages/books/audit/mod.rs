//! The audit log on pages: reading it, and taking it away with its proofs.

pub(crate) mod files;
pub(crate) mod log;
pub(crate) mod words;
