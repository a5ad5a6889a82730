//! One client of a firm in full.

use crate::access::Permission;
use crate::clients::list::history::{self, Assignment, Connection};
use crate::clients::list::row::{ClientRow, row};
use crate::clients::list::store;
use crate::clients::visits::IDLE_SECONDS;
use crate::door::{Door, Query};
use kernel::{ConnectionId, OrganisationId, Refusal, UserId};
use serde::Serialize;

/// A client, who may open its books, and what was before.
pub struct ClientPage {
    /// The firm.
    pub organisation: OrganisationId,
    /// The client.
    pub connection: ConnectionId,
}

/// What a member reads of a client.
#[derive(Debug, Clone, Serialize)]
pub struct ClientFacts {
    /// The client as lists show it.
    pub row: ClientRow,
    /// Who of the firm may open the books.
    pub people: Vec<Assignment>,
    /// Who could, by an earlier assignment of this or an earlier connection.
    pub former: Vec<Assignment>,
    /// The firm's connections with this client, the latest first.
    pub connections: Vec<Connection>,
    /// Whether the reader may give access.
    pub may_give: bool,
    /// Members of the branch who have no access yet, when the reader may give it.
    pub assignable: Vec<Candidate>,
    /// Whether the reader may take access.
    pub may_remove: bool,
}

/// A member who could be given access.
#[derive(Debug, Clone, Serialize)]
pub struct Candidate {
    /// The member.
    pub user: UserId,
    /// Her name.
    pub name: String,
}

impl Query for ClientPage {
    type Output = ClientFacts;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<ClientFacts, Refusal> {
        let client = door.client(self.organisation, self.connection, Permission::ViewAssignedClients).await?;
        let firm = door.organisation(self.organisation).await?;
        let (organisation, now, user) = (client.organisation(door.read()), door.now, client.user());
        let books = client.books(door.read());
        let names = store::branches(door.read(), organisation).await?;
        let found = store::one(door.read(), organisation, user, self.connection).await?;
        let found = found.ok_or(Refusal::NotFound)?;
        let mut connections = history::store::connections(door.read(), books).await?;
        connections.retain(|connection| connection.organisation == organisation);
        let idle = now.plus_seconds(-IDLE_SECONDS);
        let mut all = history::store::assignments(door.read(), books, now, idle).await?;
        // Another firm's people are no business of this one.
        all.retain(|one| connections.iter().any(|ours| ours.connection == one.connection));
        let is_current = |one: &Assignment| one.connection == self.connection && one.is_current();
        let (people, former): (Vec<_>, Vec<_>) = all.into_iter().partition(is_current);
        let standing = client.standing();
        let may_give = client.is_live() && standing.may(client.branch(), Permission::GrantClientAccess);
        let assignable = match may_give {
            true => {
                let members =
                    crate::clients::assignments::members_of(door.read(), organisation, client.branch())
                        .await?;
                let without =
                    |one: &crate::clients::Colleague| !people.iter().any(|has| has.user == one.user);
                let candidate = |one: crate::clients::Colleague| Candidate { user: one.user, name: one.name };
                members.into_iter().filter(without).map(candidate).collect()
            }
            false => Vec::new(),
        };
        let may_remove = client.is_live() && standing.may(client.branch(), Permission::RevokeClientAccess);
        let row = row(&firm, &names, found, now);
        Ok(ClientFacts { row, people, former, connections, may_give, assignable, may_remove })
    }
}
