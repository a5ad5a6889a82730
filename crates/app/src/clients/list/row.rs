//! A client in a list, with what its reader may do.

use crate::access::{OrganisationHandle, Permission, Preset};
use crate::clients::DisconnectReason;
use crate::clients::list::store::Found;
use kernel::{BooksId, BranchId, ConnectionId, Moment};
use serde::Serialize;

/// The way into a client's books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum WayToBooks {
    /// `Go To`: the reader is assigned.
    GoTo,
    /// `Set Up Access`: she may assign herself.
    SetUpAccess,
    /// Neither.
    Closed,
    /// The connection has ended.
    Ended,
}

/// A client of the firm.
#[derive(Debug, Clone, Serialize)]
pub struct ClientRow {
    /// The connection; the client's address within the firm.
    pub connection: ConnectionId,
    /// Its books.
    pub books: BooksId,
    /// Its branch.
    pub branch: BranchId,
    /// The branch's name.
    pub branch_name: String,
    /// The company.
    pub name: String,
    /// Its owner.
    pub owner_name: String,
    /// The owner's address.
    pub owner_email: String,
    /// Where it is.
    pub country: String,
    /// Its base currency.
    pub currency: String,
    /// The most that the client gave.
    pub preset: Preset,
    /// Who pays: `client` or `firm`.
    pub payer: String,
    /// Since when.
    pub connected_at: Moment,
    /// When the connection ended.
    pub ended_at: Option<Moment>,
    /// Who ended it: `client` or `firm`.
    pub ended_side: Option<String>,
    /// Why, when the firm ended it.
    pub reason: Option<DisconnectReason>,
    /// When the reader last opened the books.
    pub last_opened_at: Option<Moment>,
    /// When the reader's access ends by itself.
    pub access_ends_at: Option<Moment>,
    /// Whether the reader leads.
    pub is_primary: bool,
    /// What the reader may do.
    pub way: WayToBooks,
    /// Whether the reader may end the connection.
    pub may_disconnect: bool,
}

/// A found row in the eyes of its reader.
pub(super) fn row(
    firm: &OrganisationHandle,
    names: &[(BranchId, String)],
    found: Found,
    now: Moment,
) -> ClientRow {
    let standing = firm.standing();
    let is_live = found.state == "active";
    let has_access = found.access.is_some() && found.access_ends_at.is_none_or(|end| now < end);
    let way = if !is_live {
        WayToBooks::Ended
    } else if has_access && standing.may(found.branch, Permission::ViewAssignedClients) {
        WayToBooks::GoTo
    } else if standing.may(found.branch, Permission::GrantClientAccess) {
        WayToBooks::SetUpAccess
    } else {
        WayToBooks::Closed
    };
    let branch_name = names.iter().find(|(known, _)| *known == found.branch);
    ClientRow {
        way,
        may_disconnect: is_live && standing.may(found.branch, Permission::DeleteClients),
        branch_name: branch_name.map_or_else(String::new, |(_, name)| name.clone()),
        is_primary: found.access.as_deref() == Some("primary"),
        last_opened_at: found.last_opened_at,
        access_ends_at: found.access_ends_at,
        connection: found.connection,
        books: found.books,
        branch: found.branch,
        name: found.name,
        owner_name: found.owner_name,
        owner_email: found.owner_email,
        country: found.country,
        currency: found.currency,
        preset: found.preset,
        payer: found.payer,
        connected_at: found.connected_at,
        ended_at: found.ended_at,
        ended_side: found.ended_side,
        reason: found.reason.and_then(|word| word.parse().ok()),
    }
}
