//! A member of the branch gets access to a client.

use crate::Tenant;
use crate::access::{ConnectionHandle, Permission, Preset};
use crate::clients::assignments::{AccessGiven, Gift, give, sides};
use crate::door::{Command, Door, Work};
use kernel::{ConnectionId, Day, OrganisationId, Refusal, Text500, UserId};
use serde::Serialize;

/// Gives a colleague access to a client of the firm.
#[derive(Debug, Clone, Serialize)]
pub struct AssignAccountant {
    /// The firm.
    pub organisation: OrganisationId,
    /// The client.
    pub connection: ConnectionId,
    /// The colleague.
    pub user: UserId,
    /// What she may do there; what the client gave the firm when `None`. Never more than that.
    pub preset: Option<Preset>,
    /// The last day on which it holds, by the company's clocks; it does not end by itself when `None`.
    pub last_day: Option<Day>,
    /// Why, for both logs.
    pub reason: Option<Text500>,
}

impl Command for AssignAccountant {
    const NAME: &'static str = "assign_accountant";
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
        if self.preset.is_some_and(|preset| !Preset::GRANTABLE.contains(&preset)) {
            return Err(Refusal::field("preset", "not_a_choice", "Choose a level that a firm can hold."));
        }
        let gift = Gift {
            user: self.user,
            kind: "accountant",
            preset: self.preset,
            last_day: self.last_day,
            reason: self.reason.as_ref(),
        };
        give(client, work, gift).await
    }
}
