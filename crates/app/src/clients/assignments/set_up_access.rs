//! A member who may give access gives it to herself.

use crate::Tenant;
use crate::access::{ConnectionHandle, Permission};
use crate::clients::assignments::{AccessGiven, Gift, give, sides};
use crate::door::{Command, Door, Work};
use kernel::{ConnectionId, OrganisationId, Refusal, Text500};
use serde::Serialize;

/// Assigns the actor to a client of the firm. It opens nothing; `Go To` does.
#[derive(Debug, Clone, Serialize)]
pub struct SetUpAccess {
    /// The firm.
    pub organisation: OrganisationId,
    /// The client.
    pub connection: ConnectionId,
    /// Why, for both logs.
    pub reason: Option<Text500>,
}

impl Command for SetUpAccess {
    const NAME: &'static str = "set_up_access";
    type Handle = ConnectionHandle;
    type Output = AccessGiven;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        sides(door, self.organisation, self.connection).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<ConnectionHandle, Refusal> {
        door.client(self.organisation, self.connection, Permission::GrantClientAccess).await
    }

    async fn apply(
        &self,
        client: &ConnectionHandle,
        work: &mut Work<'_, '_>,
    ) -> Result<AccessGiven, Refusal> {
        let reason = self.reason.as_ref();
        let user = client.user();
        give(client, work, Gift { user, kind: "accountant", preset: None, last_day: None, reason }).await
    }
}
