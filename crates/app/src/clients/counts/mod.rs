//! How many clients a branch has, and how many of them each member may enter.
//!
//! Owns: the table `client_count`. Promises: the figures beside every list cost what they show, never what the
//! firm has; they change in the transaction of what they count, and [`RecountClients`] proves them. Never:
//! decides who may see a figure.

mod recount;
pub(crate) mod store;

pub use recount::RecountClients;
