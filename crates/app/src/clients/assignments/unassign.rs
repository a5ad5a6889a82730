//! A member's access to a client is taken.

use crate::Tenant;
use crate::access::{ConnectionHandle, Permission};
use crate::clients::assignments::events::AssignmentEvent;
use crate::clients::assignments::{live, sides, store};
use crate::clients::company;
use crate::door::{Command, Door, Work};
use kernel::{ConnectionId, OrganisationId, Refusal, UserId};
use serde::Serialize;

/// Takes a member's access to a client; her visits end with it.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveAccountant {
    /// The firm.
    pub organisation: OrganisationId,
    /// The client.
    pub connection: ConnectionId,
    /// The member.
    pub user: UserId,
}

impl Command for RemoveAccountant {
    const NAME: &'static str = "remove_accountant";
    type Handle = ConnectionHandle;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        sides(door, self.organisation, self.connection).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<ConnectionHandle, Refusal> {
        door.client(self.organisation, self.connection, Permission::RevokeClientAccess).await
    }

    async fn apply(&self, client: &ConnectionHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let connection = live(client, work).await?;
        let (now, by) = (work.now, work.actor.name().to_owned());
        let taken = store::take(work.tx(), &connection, self.user, &by, now).await?;
        let name = taken.ok_or(Refusal::NotFound)?;
        store::close_ways(work.tx(), &connection, self.user, now).await?;
        let company = company(work.tx(), connection.books).await?;
        work.record(&AssignmentEvent::Removed {
            connection: &connection,
            user: self.user,
            name: &name,
            company: &company.name,
        });
        Ok(())
    }
}
