//! Invitations: a company asks an accountant to keep its books.
//!
//! Owns: the tables `invitation`, `invitation_waiting`, `invitation_due`, the firm's copy
//! `client_invitation`, and links of the purpose `invitation`. Promises: an invitation is answered once;
//! one to a person binds to that person's confirmed mailbox and tells its sender nothing about whose it
//! is; a rejection is final after thirty seconds and told only then.
//! Never: gives access; an acceptance asks `clients` to connect.

mod accept_invitation;
mod answering;
mod ask_sender;
mod due;
mod events;
pub mod inbox;
mod letters;
mod mark_opened;
mod open_link;
mod openings;
mod reject_invitation;
mod route;
mod send_invitation;
mod sent;
mod state;
mod store;
mod undo_rejection;
mod withdraw_invitation;

pub use accept_invitation::{AcceptInvitation, InvitationAccepted};
pub use ask_sender::AskSender;
pub use due::settle as settle_due;
pub use due::{Due, DueAct, DueInvitations, ExpireInvitation, FinishRejection, RemindFirm};
pub use mark_opened::{MarkOpened, Opened};
pub use open_link::{InvitationLink, LinkedInvitation, Standing};
pub use openings::{Openings, write_openings};
pub use reject_invitation::{RejectInvitation, RejectReason, RejectionStarted};
pub(crate) use route::{route_waiting, tenants_waiting};
pub use send_invitation::{InvitationSent, SendInvitation};
pub use sent::{SentRequest, SentRequests};
pub use state::{SentState, State};
pub use undo_rejection::UndoRejection;
pub use withdraw_invitation::WithdrawInvitation;

/// How long a company's invitation lives.
pub const LIFE_SECONDS: i64 = 30 * 86_400;

/// How long a rejection can be undone, and how long its mail waits.
pub const UNDO_SECONDS: i64 = 30;
