//! The firm lets a client go.

use crate::Tenant;
use crate::access::{ConnectionHandle, Permission, stored_words};
use crate::clients::ending::{ConnectionEnded, end};
use crate::clients::store;
use crate::door::{Command, Door, Work};
use kernel::{ConnectionId, OrganisationId, Refusal, Text500};
use serde::Serialize;

stored_words! {
    /// Why a firm ends a connection.
    DisconnectReason {
        /// The client asked for it.
        ClientRequest "client_request" "The client asked for it",
        /// The business no longer trades.
        BusinessClosed "business_closed" "The business has closed",
        /// Another firm keeps the books now.
        SwitchedAccountants "switched_accountants" "The client changed accountants",
        /// Fees were not paid.
        NonPayment "non_payment" "Fees were not paid",
        /// The engagement is over.
        ServiceEnded "service_ended" "The engagement has ended",
        /// Something else, in words.
        Other "other" "Another reason",
    }
}

/// Ends the connection with a client, for the whole team and at once.
#[derive(Debug, Clone, Serialize)]
pub struct DisconnectClient {
    /// The firm.
    pub organisation: OrganisationId,
    /// The client.
    pub connection: ConnectionId,
    /// Why; the client reads it.
    pub reason: DisconnectReason,
    /// More words; the client reads them.
    pub note: Option<Text500>,
}

impl Command for DisconnectClient {
    const NAME: &'static str = "disconnect_client";
    type Handle = ConnectionHandle;
    type Output = ConnectionEnded;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        door.name(self.organisation);
        let books = store::books_of(door.read(), self.organisation, self.connection).await?;
        Ok(vec![self.organisation.into(), books.ok_or(Refusal::NotFound)?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<ConnectionHandle, Refusal> {
        door.client(self.organisation, self.connection, Permission::DeleteClients).await
    }

    async fn apply(
        &self,
        client: &ConnectionHandle,
        work: &mut Work<'_, '_>,
    ) -> Result<ConnectionEnded, Refusal> {
        if self.reason == DisconnectReason::Other && self.note.is_none() {
            return Err(Refusal::field("note", "required", "Say in a few words why."));
        }
        let books = client.books(work.tx());
        let connection = store::connection(work.tx(), books, self.connection).await?;
        let connection = connection.ok_or(Refusal::NotFound)?;
        // The client's log names the firm for which its member acted.
        work.via = Some(connection.via(None));
        let name = work.actor.name().to_owned();
        let by = store::End {
            by: client.user(),
            name: &name,
            side: "firm",
            reason: Some(self.reason.word()),
            note: self.note.as_ref().map(Text500::as_str),
        };
        end(work, &connection, &by).await
    }
}
