//! The client takes its books back.

use crate::Tenant;
use crate::access::{BooksKey, OwnBooks};
use crate::clients::ending::{ConnectionEnded, end};
use crate::clients::store;
use crate::door::{Command, Door, Work};
use kernel::{BooksId, ConnectionId, Refusal, Text500};
use serde::Serialize;

/// Ends a firm's access to the books, for its whole team and at once. Never through a connection.
#[derive(Debug, Clone, Serialize)]
pub struct EndConnection {
    /// The books.
    pub books: BooksId,
    /// The connection.
    pub connection: ConnectionId,
    /// A word to the firm.
    pub note: Option<Text500>,
}

impl Command for EndConnection {
    const NAME: &'static str = "end_connection";
    type Handle = OwnBooks;
    type Output = ConnectionEnded;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let mut tenants = vec![Tenant::Books(self.books)];
        door.name(self.books);
        // Books without this connection are refused by `apply`, after the check of who asks.
        let connection = store::connection(door.read(), self.books, self.connection).await?;
        tenants.extend(connection.map(|connection| Tenant::Organisation(connection.organisation)));
        Ok(tenants)
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OwnBooks, Refusal> {
        door.own_books(self.books, BooksKey::AccountantDelete).await
    }

    async fn apply(&self, own: &OwnBooks, work: &mut Work<'_, '_>) -> Result<ConnectionEnded, Refusal> {
        let books = own.books(work.tx());
        let connection = store::connection(work.tx(), books, self.connection).await?;
        let connection = connection.ok_or(Refusal::NotFound)?;
        let name = work.actor.name().to_owned();
        let by = store::End {
            by: own.user(),
            name: &name,
            side: "client",
            reason: None,
            note: self.note.as_ref().map(Text500::as_str),
        };
        end(work, &connection, &by).await
    }
}
