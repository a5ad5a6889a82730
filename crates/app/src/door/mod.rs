//! The one door for writes, and the one for reads.
//!
//! Owns: [`Command`], [`Query`], the order of every write (lock, replay, open, apply, close), the
//! idempotency rows. Promises: state, audit, mail, hints and idempotency are one transaction.
//! Never: knows what any command means.

mod command;
mod draw;
mod entrance;
mod leaving;
mod run;
mod store;
mod work;

pub use command::{Command, IdempotencyKey, Query};
pub use draw::Draw;
pub use entrance::{Denial, Door};
pub(crate) use leaving::Leaving;
pub(crate) use run::{Asking, Running};
pub use store::forget_old_keys;
pub(crate) use work::OnlyLogged;
pub use work::{DomainEvent, Recorded, Work};
