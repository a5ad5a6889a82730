//! Where a person is, and how she could get in.

use crate::access::BooksKey;
use crate::clients::company;
use crate::clients::visits::store;
use crate::clients::visits::touch_visit::FRESH_SECONDS;
use crate::door::{Door, Query};
use kernel::{BooksId, ConnectionId, Moment, OrganisationId, Refusal, VisitId};
use serde::Serialize;

/// The live visit through which the actor is in the books; `None` for the company's own people.
pub struct CurrentVisit {
    /// The books.
    pub books: BooksId,
}

/// A live visit, for the strip on every page.
#[derive(Debug, Clone, Serialize)]
pub struct VisitFacts {
    /// The stay.
    pub visit: VisitId,
    /// The connection.
    pub connection: ConnectionId,
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The branch's name.
    pub branch_name: String,
    /// Since when.
    pub opened_at: Moment,
    /// Until when at most.
    pub expires_at: Moment,
    /// Where Back to Accountant leads.
    pub came_from: String,
    /// Whether `TouchVisit` is due.
    pub is_stale: bool,
}

impl Query for CurrentVisit {
    type Output = Option<VisitFacts>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Option<VisitFacts>, Refusal> {
        let handle = door.read_books(self.books, BooksKey::CompanyRead).await?;
        if handle.via().is_none() {
            return Ok(None);
        }
        let (user, session) = (handle.user(), door.actor.sign_in().ok_or(Refusal::SignedOut)?);
        let books = handle.books(door.read());
        let now = door.now;
        let visit = store::latest(door.read(), books, user, session).await?;
        Ok(visit.map(|visit| VisitFacts {
            visit: visit.visit,
            connection: visit.connection,
            organisation: visit.organisation,
            organisation_name: visit.organisation_name,
            branch_name: visit.branch_name,
            opened_at: visit.opened_at,
            expires_at: visit.expires_at,
            came_from: visit.came_from,
            is_stale: now.seconds_since(visit.seen_at) >= FRESH_SECONDS,
        }))
    }
}

/// For a person who met `NoVisit`: the connections through which one click opens the books.
pub struct WaysIn {
    /// The books.
    pub books: BooksId,
}

/// The company, and the ways in.
#[derive(Debug, Clone, Serialize)]
pub struct WayIn {
    /// The company's name.
    pub company: String,
    /// Firm, its name, and the connection, by name.
    pub ways: Vec<(OrganisationId, String, ConnectionId)>,
}

impl Query for WaysIn {
    type Output = WayIn;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<WayIn, Refusal> {
        let user = door.mine().await?.user(door.read());
        door.name(self.books);
        let now = door.now;
        let ways = store::ways(door.read(), self.books, user, now).await?;
        if ways.is_empty() {
            return Err(Refusal::NotFound);
        }
        let company = company(door.read(), self.books).await?.name;
        let ways = ways.into_iter().map(|way| (way.organisation, way.organisation_name, way.connection));
        Ok(WayIn { company, ways: ways.collect() })
    }
}
