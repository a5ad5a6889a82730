//! What tests stand on: whole applications on both engines, people, a mail server that misbehaves.
//!
//! Never ships.

#![allow(clippy::missing_panics_doc)]

pub mod clock;
mod company;
mod connections;
mod delegate;
mod disk;
mod firms;
mod golden;
mod house;
mod people;
mod sabotage;
pub mod smtp;
mod traces;

pub use company::{Company, founding};
pub use connections::Practice;
pub use delegate::Accountant;
pub use firms::user;
pub use golden::golden;
pub use house::{House, POSTGRES};
pub use people::{PASSWORD, PASSWORD_HASH};
pub use store::Engine;
