//! Behaviour of the application, every law on both engines.

#![allow(clippy::unwrap_used)]

mod books;
mod identity;
mod links;
mod practice;
mod statements;
