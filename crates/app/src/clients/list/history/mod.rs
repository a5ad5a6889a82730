//! What was and is between a firm and a client: connections, live and ended, and who could enter.

pub(super) mod store;

use crate::access::Preset;
use crate::clients::DisconnectReason;
use kernel::{ConnectionId, Moment, OrganisationId, UserId};
use serde::Serialize;

/// A connection, live or ended.
#[derive(Debug, Clone, Serialize)]
pub struct Connection {
    /// Its id.
    pub connection: ConnectionId,
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The branch's name.
    pub branch_name: String,
    /// The most that the client gave.
    pub preset: Preset,
    /// Since when.
    pub started_at: Moment,
    /// When it ended; `None` while it lives.
    pub ended_at: Option<Moment>,
    /// Who ended it.
    pub ended_by: Option<String>,
    /// Of which side: `client` or `firm`.
    pub ended_side: Option<String>,
    /// Why, when the firm ended it.
    pub reason: Option<DisconnectReason>,
    /// What was added.
    pub note: Option<String>,
}

/// A member of the firm who can enter, or could.
#[derive(Debug, Clone, Serialize)]
pub struct Assignment {
    /// Through which connection.
    pub connection: ConnectionId,
    /// Who.
    pub user: UserId,
    /// Her name.
    pub name: String,
    /// Her address.
    pub email: String,
    /// Whether she leads.
    pub is_primary: bool,
    /// What she may do, within what the client gave.
    pub preset: Preset,
    /// When it ends by itself.
    pub ends_at: Option<Moment>,
    /// Why she has it.
    pub reason: Option<String>,
    /// Since when.
    pub given_at: Moment,
    /// When she last opened the books.
    pub last_opened_at: Option<Moment>,
    /// When it was taken.
    pub removed_at: Option<Moment>,
    /// By whom.
    pub removed_by: Option<String>,
    /// Whether she is in the books now.
    pub is_here: bool,
    /// Whether she still belongs to the client's branch.
    #[serde(skip)]
    pub(super) belongs: bool,
}

impl Assignment {
    /// Whether it lets her in, as far as her firm is concerned.
    pub(super) fn is_current(&self) -> bool {
        self.removed_at.is_none() && self.belongs
    }
}
