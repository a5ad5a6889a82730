//! Back to Accountant: a member leaves a client's books.

use crate::Tenant;
use crate::access::Mine;
use crate::clients::visits::events::VisitEvent;
use crate::clients::visits::store;
use crate::clients::{company, store as clients};
use crate::door::{Command, Door, Work};
use kernel::{BooksId, OrganisationId, Refusal};
use serde::{Deserialize, Serialize};

/// Ends the visit of this sign-in in the books. It works when the visit is over already: the way back
/// is always open.
#[derive(Debug, Clone, Serialize)]
pub struct CloseVisit {
    /// The books.
    pub books: BooksId,
}

/// The way back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VisitClosed {
    /// The firm that she goes back to.
    pub organisation: OrganisationId,
    /// Where she came from.
    pub came_from: String,
}

impl CloseVisit {
    async fn latest(&self, door: &mut Door<'_, '_>) -> Result<store::Visit, Refusal> {
        let user = door.mine().await?.user(door.read());
        door.name(self.books);
        let session = door.actor.sign_in().ok_or(Refusal::SignedOut)?;
        store::latest(door.read(), self.books, user, session).await?.ok_or(Refusal::NotFound)
    }
}

impl Command for CloseVisit {
    const NAME: &'static str = "close_visit";
    type Handle = (Mine, store::Visit);
    type Output = VisitClosed;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let visit = self.latest(door).await?;
        Ok(vec![self.books.into(), visit.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(Mine, store::Visit), Refusal> {
        Ok((door.mine().await?, self.latest(door).await?))
    }

    async fn apply(
        &self,
        (mine, visit): &(Mine, store::Visit),
        work: &mut Work<'_, '_>,
    ) -> Result<VisitClosed, Refusal> {
        // Idle for long, it was over before she left.
        let (user, now) = (mine.user(work.tx()), work.now.min(visit.end()));
        let left = VisitClosed { organisation: visit.organisation, came_from: visit.came_from.clone() };
        work.must_have_named(visit.organisation.into())?;
        if !store::close(work.tx(), self.books, visit.visit, user, now).await? {
            return Ok(left);
        }
        let connection = clients::connection(work.tx(), self.books, visit.connection).await?;
        let connection = connection.ok_or(Refusal::NotFound)?;
        let company = company(work.tx(), self.books).await?;
        work.via = Some(connection.via(Some(visit.visit)));
        work.record(&VisitEvent::Closed { connection: &connection, visit, company: &company.name, at: now });
        Ok(left)
    }
}
