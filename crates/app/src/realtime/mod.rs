//! Live updates: hints that something looks different now. A hint carries no facts.
//!
//! Owns: the table of changes, the hub that fans hints out, how processes tell each other.
//! Promises: a hint leaves only after the commit; a missed notice is found by the next poll.
//! Never: sends data; whoever gets a hint asks again with her own rights.

mod follow;
mod forget;
mod hint;
mod hub;
mod mine;
mod store;

pub use follow::follow;
pub use forget::ForgetChanges;
pub use hint::{Hint, Topic};
pub use hub::{Hub, Signal, Subscription};
pub use mine::MyTenants;
pub(crate) use store::Noted;
