//! Go To: a member enters a client's books, as herself.

use crate::Tenant;
use crate::access::{ConnectionHandle, Permission};
use crate::clients::visits::events::VisitEvent;
use crate::clients::visits::{LONGEST_SECONDS, Place, store};
use crate::clients::{company, store as clients};
use crate::door::{Command, Door, Work};
use kernel::{BooksId, ConnectionId, OrganisationId, Refusal, VisitId};
use serde::{Deserialize, Serialize};

/// Opens the books of a client. Any number of clients may be open in any number of tabs.
#[derive(Debug, Clone, Serialize)]
pub struct OpenBooks {
    /// The firm.
    pub organisation: OrganisationId,
    /// The client.
    pub connection: ConnectionId,
    /// Where Back to Accountant leads.
    pub came_from: Place,
}

/// The books are open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BooksOpened {
    /// Which.
    pub books: BooksId,
    /// The stay.
    pub visit: VisitId,
}

impl Command for OpenBooks {
    const NAME: &'static str = "open_books";
    type Handle = ConnectionHandle;
    type Output = BooksOpened;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        door.name(self.organisation);
        let books = clients::books_of(door.read(), self.organisation, self.connection).await?;
        Ok(vec![books.ok_or(Refusal::NotFound)?.into(), self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<ConnectionHandle, Refusal> {
        door.client(self.organisation, self.connection, Permission::ViewAssignedClients).await
    }

    async fn apply(
        &self,
        client: &ConnectionHandle,
        work: &mut Work<'_, '_>,
    ) -> Result<BooksOpened, Refusal> {
        let (books, user, now) = (client.books(work.tx()), client.user(), work.now);
        let session = work.actor.sign_in().ok_or(Refusal::SignedOut)?;
        let connection = clients::connection(work.tx(), books, self.connection).await?;
        let connection = connection.ok_or(Refusal::NotFound)?;
        if !connection.is_live {
            return Err(Refusal::conflict("connection_ended", "This connection has ended."));
        }
        let ends = store::assignment(work.tx(), books, self.connection, user).await?;
        if ends.is_none_or(|ends_at| ends_at.is_some_and(|end| end <= now)) {
            return Err(Refusal::rule(
                "not_assigned",
                "You have no access to this client. Set it up first, or ask whoever may.",
            ));
        }
        let earlier = store::close_earlier(work.tx(), (books, self.connection), (user, session), now).await?;
        let visit: VisitId = work.id();
        let new = store::NewVisit {
            books,
            visit,
            connection: self.connection,
            user,
            session,
            epoch: connection.epoch,
            expires_at: now.plus_seconds(LONGEST_SECONDS),
            came_from: self.came_from.as_str(),
        };
        store::insert(work.tx(), &new, now).await?;
        store::note_opened(work.tx(), &connection, user, now).await?;
        let company = company(work.tx(), books).await?;
        work.via = Some(connection.via(Some(visit)));
        work.record(&VisitEvent::Opened {
            user,
            connection: &connection,
            visit,
            earlier,
            company: &company.name,
        });
        Ok(BooksOpened { books, visit })
    }
}
