//! External Access: which firms may enter the books, through whom, and which could.

use crate::access::BooksKey;
use crate::clients::list::history::{self, Assignment, Connection};
use crate::clients::mistaken_for;
use crate::clients::visits::IDLE_SECONDS;
use crate::door::{Door, Query};
use kernel::{BooksId, Moment, OrganisationId, Refusal};
use serde::Serialize;

/// The firms of a client.
pub struct ExternalAccess {
    /// The books.
    pub books: BooksId,
}

/// A firm with the people through whom it works.
#[derive(Debug, Clone, Serialize)]
pub struct ConnectedFirm {
    /// The connection.
    pub connection: Connection,
    /// Who can enter.
    pub people: Vec<Assignment>,
    /// Who could, and cannot any more.
    pub former: Vec<Assignment>,
    /// A firm that was connected before, whose name looks like this one's.
    pub looks_like: Option<String>,
}

/// What a client reads of its accountants.
#[derive(Debug, Clone, Serialize)]
pub struct ExternalAccessFacts {
    /// Firms that may enter, the latest first.
    pub connected: Vec<ConnectedFirm>,
    /// Firms that could.
    pub past: Vec<ConnectedFirm>,
    /// Whether the reader may invite and withdraw.
    pub may_invite: bool,
    /// Whether the reader may end a connection.
    pub may_end: bool,
}

impl Query for ExternalAccess {
    type Output = ExternalAccessFacts;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<ExternalAccessFacts, Refusal> {
        let handle = door.read_books(self.books, BooksKey::AccountantRead).await?;
        let (books, now) = (handle.books(door.read()), door.now);
        let connections = history::store::connections(door.read(), books).await?;
        // Whether a person still belongs to her firm is written in the firm.
        connections.iter().for_each(|one| door.name(one.organisation));
        let idle = now.plus_seconds(-IDLE_SECONDS);
        let assignments = history::store::assignments(door.read(), books, now, idle).await?;
        let (mut connected, mut past) = (Vec::new(), Vec::new());
        let known: Vec<_> = connections.iter().map(firm_of).collect();
        for connection in connections {
            let of_this = assignments.iter().filter(|one| one.connection == connection.connection).cloned();
            let (people, former) = of_this.partition(Assignment::is_current);
            let is_live = connection.ended_at.is_none();
            let before = known.iter().filter(|(since, ..)| *since < connection.started_at);
            let before = before.map(|(_, firm, name)| (*firm, name.as_str()));
            let mine = (connection.organisation, connection.organisation_name.as_str());
            let looks_like = mistaken_for(mine, before);
            let firm = ConnectedFirm { connection, people, former, looks_like };
            if is_live { connected.push(firm) } else { past.push(firm) }
        }
        let is_own = handle.via().is_none();
        Ok(ExternalAccessFacts {
            connected,
            past,
            may_invite: is_own && handle.may(BooksKey::AccountantWrite),
            may_end: is_own && handle.may(BooksKey::AccountantDelete),
        })
    }
}

fn firm_of(connection: &Connection) -> (Moment, OrganisationId, String) {
    (connection.started_at, connection.organisation, connection.organisation_name.clone())
}
