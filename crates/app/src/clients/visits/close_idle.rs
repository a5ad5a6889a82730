//! A visit that nobody uses any more is closed in the logs, too.

use crate::clients::visits::events::VisitEvent;
use crate::clients::visits::{IDLE_SECONDS, store};
use crate::clients::{company, store as clients};
use crate::door::{Command, Door, Query, Work};
use crate::{Actor, App, Tenant};
use kernel::{BooksId, Refusal, VisitId};
use serde::Serialize;

/// How many are closed in one round.
const MOST: i64 = 100;

/// Visits that have ended by themselves and are still open in the logs, the oldest first; only jobs may ask.
pub struct IdleVisits;

impl Query for IdleVisits {
    type Output = Vec<(BooksId, VisitId)>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<(BooksId, VisitId)>, Refusal> {
        door.job()?;
        let stale = door.now.plus_seconds(-IDLE_SECONDS);
        Ok(store::idle(door.read(), stale, MOST).await?)
    }
}

/// Writes down that a visit has ended by itself. Access has judged it so since that instant.
#[derive(Debug, Clone, Serialize)]
pub struct CloseIdleVisit {
    /// The books.
    pub books: BooksId,
    /// The stay.
    pub visit: VisitId,
}

impl Command for CloseIdleVisit {
    const NAME: &'static str = "close_idle_visit";
    type Handle = ();
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        door.name(self.books);
        let stay = store::stay(door.read(), self.books, self.visit).await?.ok_or(Refusal::NotFound)?;
        Ok(vec![self.books.into(), stay.visit.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.job()
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let now = work.now;
        let stay = store::stay(work.tx(), self.books, self.visit).await?.ok_or(Refusal::NotFound)?;
        let at = stay.visit.end();
        // Used again since it was found, or closed by somebody else.
        if at > now || !store::close(work.tx(), self.books, self.visit, stay.user, at).await? {
            return Ok(());
        }
        let connection = clients::connection(work.tx(), self.books, stay.visit.connection).await?;
        let connection = connection.ok_or(Refusal::NotFound)?;
        let company = company(work.tx(), self.books).await?;
        work.via = Some(connection.via(Some(self.visit)));
        work.record(&VisitEvent::RanOut {
            connection: &connection,
            visit: &stay.visit,
            company: &company.name,
            person: (stay.user, &stay.name),
            at,
        });
        Ok(())
    }
}

/// Closes what has ended by itself and tells how much that was. One that fails is left for the next round.
pub async fn close_idle(app: &App) -> Result<usize, Refusal> {
    let job = || Actor::job("visits", app.request_id());
    let mut closed = 0;
    for (books, visit) in app.read(&job(), IdleVisits).await? {
        match app.run(&job(), None, CloseIdleVisit { books, visit }).await {
            Ok(()) => closed += 1,
            Err(refusal) => tracing::warn!(%refusal, %visit, "not closed"),
        }
    }
    Ok(closed)
}
