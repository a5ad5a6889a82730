//! Who of a firm may enter a client's books, given by the firm and seen by the client.
//!
//! Owns: giving and taking access through a live connection. Promises: nobody gets more than the client
//! gave the firm; what is taken ends the person's visits at once and stays in the history.
//! Never: opens books.

mod assign;
mod events;
mod set_up_access;
mod store;
mod unassign;

pub use assign::AssignAccountant;
pub use set_up_access::SetUpAccess;
pub(crate) use store::{member_of, members_of};
pub use unassign::RemoveAccountant;

use crate::Tenant;
use crate::access::{ConnectionHandle, Preset};
use crate::clients::store::{Connection, Given};
use crate::clients::{company, store as clients};
use crate::door::{Door, Work};
use kernel::{ConnectionId, Day, OrganisationId, Refusal, Text500, UserId};
use serde::{Deserialize, Serialize};

/// Who has access now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccessGiven {
    /// Through which connection.
    pub connection: ConnectionId,
    /// To whom.
    pub user: UserId,
}

/// Both sides of a client: their logs tell of its accountants.
async fn sides(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    connection: ConnectionId,
) -> Result<Vec<Tenant>, Refusal> {
    door.name(organisation);
    let books = clients::books_of(door.read(), organisation, connection).await?;
    Ok(vec![organisation.into(), books.ok_or(Refusal::NotFound)?.into()])
}

/// The connection behind a handle, if it is live; the log names the firm from here on.
async fn live(client: &ConnectionHandle, work: &mut Work<'_, '_>) -> Result<Connection, Refusal> {
    let books = client.books(work.tx());
    let connection = clients::connection(work.tx(), books, client.connection()).await?;
    let connection = connection.ok_or(Refusal::NotFound)?;
    if !connection.is_live {
        return Err(Refusal::conflict("connection_ended", "This connection has ended."));
    }
    work.via = Some(connection.via(None));
    Ok(connection)
}

/// What is to be given, to whom.
struct Gift<'g> {
    user: UserId,
    kind: &'static str,
    preset: Option<Preset>,
    last_day: Option<Day>,
    reason: Option<&'g Text500>,
}

/// Gives access to a member of the branch who has none.
async fn give(
    client: &ConnectionHandle,
    work: &mut Work<'_, '_>,
    gift: Gift<'_>,
) -> Result<AccessGiven, Refusal> {
    let connection = live(client, work).await?;
    let member = store::member_of(work.tx(), connection.organisation, connection.branch, gift.user).await?;
    let member = member.ok_or_else(|| {
        Refusal::field("user", "not_in_branch", "Choose somebody who belongs to the client’s branch.")
    })?;
    if store::is_assigned(work.tx(), connection.books, connection.connection, gift.user).await? {
        return Err(Refusal::conflict("already_assigned", "This person has access already."));
    }
    let company = company(work.tx(), connection.books).await?;
    if gift.last_day.is_some_and(|day| day < company.zone.today(work.now)) {
        return Err(Refusal::field("last_day", "in_the_past", "Choose a day to come, or none."));
    }
    let (now, given_by) = (work.now, client.user());
    let given = Given {
        books: connection.books,
        connection: connection.connection,
        organisation: connection.organisation,
        user: gift.user,
        name: &member.name,
        email: &member.email,
        kind: gift.kind,
        preset: gift.preset.unwrap_or(connection.preset),
        ends_at: gift.last_day.map(|day| company.zone.end_of(day)),
        reason: gift.reason.map(Text500::as_str),
        given_by,
    };
    clients::give(work.tx(), &given, now).await?;
    let last_day = gift.last_day;
    work.record(&events::AssignmentEvent::Given { given: &given, company: &company.name, last_day });
    Ok(AccessGiven { connection: connection.connection, user: gift.user })
}
