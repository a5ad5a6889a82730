//! The end of a connection, from either side: one path, so that both leave the same behind.

use crate::clients::events::{ClientEvent, Ended};
use crate::clients::store::{Connection, End};
use crate::clients::{company, firm, store};
use crate::door::Work;
use kernel::{ConnectionId, Refusal};
use serde::{Deserialize, Serialize};

/// A connection has ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConnectionEnded {
    /// Which.
    pub connection: ConnectionId,
    /// How many members of the firm lost access.
    pub people: u64,
}

/// Ends a connection at once for everybody: who reads it next, reads it ended.
pub(super) async fn end(
    work: &mut Work<'_, '_>,
    connection: &Connection,
    end: &End<'_>,
) -> Result<ConnectionEnded, Refusal> {
    let now = work.now;
    if !store::end_connection(work.tx(), connection, end, now).await? {
        return Err(Refusal::conflict("connection_ended", "This connection has ended already."));
    }
    let people = store::people(work.tx(), connection.books, connection.connection).await?;
    store::close_all(work.tx(), connection, end, now).await?;
    let company = company(work.tx(), connection.books).await?;
    let firm = firm(work.tx(), connection.organisation, connection.branch).await?;
    let email = work.actor.email().to_owned();
    let lost = people.len() as u64;
    work.record(&ClientEvent::Ended(Ended {
        connection,
        company: &company,
        branch_email: firm.as_ref().map(|firm| firm.branch_email.as_str()),
        firm_zone: firm.as_ref().map_or(&company.zone, |firm| &firm.zone),
        people: &people,
        side: end.side,
        reason: end.reason,
        note: end.note,
        by: (end.name, &email),
        at: now,
    }));
    Ok(ConnectionEnded { connection: connection.connection, people: lost })
}
