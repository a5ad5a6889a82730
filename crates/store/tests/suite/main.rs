//! Laws of the store, on real engines.

#![allow(clippy::unwrap_used, missing_docs)]

mod engines;
mod failures;
mod groups;
mod statements;
mod wall;
