//! What tests stand on: whole applications on both engines, people, a mail server that misbehaves.
//!
//! Never ships.

#![allow(clippy::missing_panics_doc)]

pub mod clock;
mod house;
mod people;
mod sabotage;
pub mod smtp;

pub use house::{House, POSTGRES};
