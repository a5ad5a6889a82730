//! The audit tree: an append-only log that its reader can check without trusting its keeper.
//!
//! **Owns** the form of a leaf line, the hashing (RFC 6962), the compact edge of a growing tree, proofs of
//! inclusion and consistency, signed checkpoints (C2SP signed-note and tlog-checkpoint), the proof bundle
//! (C2SP tlog-proof), commitments to text that may be erased, and the offline verifier.
//!
//! **Promises** that the bytes written are the bytes hashed and exported, that every function is a pure
//! function of its arguments, and that no input, however malformed, makes it panic.
//!
//! **Never** reads a file, a database or a clock, and never knows what an event means.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod bundle;
pub mod checkpoint;
pub mod commitment;
pub mod hash;
pub mod jcs;
pub mod leaf;
pub mod note;
pub mod proof;
pub mod tree;
pub mod verify;
