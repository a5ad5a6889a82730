//! The clients of a firm: connections and how they end, who of the firm may enter, visits, lists.
//!
//! Owns: the tables `connection`, `assignment`, `visit` (with the books) and the firm's projections
//! `client`, `client_word`, `client_access`; the counts of them have a folder of their own. Promises: a
//! connection is made only by consent, ends at once for the whole team, and leaves both sides' logs saying the
//! same.
//! Never: decides who may do what inside books; that is `access`.

mod alike;
pub mod assignments;
mod company;
mod connect;
pub mod counts;
mod disconnect;
mod end_connection;
mod ending;
mod events;
pub mod list;
mod renamed;
mod search;
mod store;
pub mod visits;

pub(crate) use alike::mistaken_for;
pub(crate) use company::{Company, Firm, company, firm};
pub(crate) use connect::{Colleague, NewConnection, connect, is_connected, refresh_words};
pub use disconnect::{DisconnectClient, DisconnectReason};
pub use end_connection::EndConnection;
pub use ending::ConnectionEnded;
pub(crate) use renamed::{branch_renamed, firm_renamed};
pub(crate) use store::firms_of;
