//! Lists of clients: the firm's, a member's latest, one client in full, and the client's own view.
//!
//! Owns: nothing; it reads. Promises: a member sees the clients she is assigned to and, where she holds
//! `View All Clients`, all of a branch; a page costs the same whether the firm has ten clients or ten
//! thousand. Never: opens books.

mod clients;
mod external_access;
mod history;
mod page;
mod recent;
mod row;
pub(super) mod store;

pub use clients::{ClientCounts, ClientState, Clients};
pub use external_access::{ConnectedFirm, ExternalAccess, ExternalAccessFacts};
pub use history::{Assignment, Connection};
pub use page::{Candidate, ClientFacts, ClientPage};
pub use recent::RecentClients;
pub use row::{ClientRow, WayToBooks};
