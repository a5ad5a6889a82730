//! What of the invitations a firm sees: its own copies, and those at a member's own address.
//!
//! Owns: the table `client_invitation`. Promises: a member sees what she may answer, and with `View All
//! Clients` what her branches are asked; a person's own invitations are hers alone until she answers.
//! Never: answers.

mod list;
mod review;
pub(super) mod store;

pub(crate) use list::own_waiting;
pub use list::{
    AnsweredInvitation, AnsweredInvitations, PendingCount, PendingInvitation, PendingInvitations,
};
pub use review::{BranchChoice, InvitationReview, Member, Review};
