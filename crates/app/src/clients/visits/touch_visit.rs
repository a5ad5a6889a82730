//! The person is still there.

use crate::Tenant;
use crate::access::{BooksKey, ReadBooks};
use crate::clients::visits::store;
use crate::door::{Command, Door, Work};
use kernel::{BooksId, Refusal};
use serde::Serialize;

/// How long a note that somebody is there is fresh enough.
pub(super) const FRESH_SECONDS: i64 = 60;

/// Notes that the visit is in use, at most once a minute; an hour without it ends the visit.
#[derive(Debug, Clone, Serialize)]
pub struct TouchVisit {
    /// The books.
    pub books: BooksId,
}

impl Command for TouchVisit {
    const NAME: &'static str = "touch_visit";
    type Handle = ReadBooks;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<ReadBooks, Refusal> {
        door.read_books(self.books, BooksKey::CompanyRead).await
    }

    async fn apply(&self, books: &ReadBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let Some(visit) = books.via().and_then(|via| via.visit) else { return Ok(()) };
        let (tenant, now) = (books.books(work.tx()), work.now);
        store::touch(work.tx(), tenant, visit, now.plus_seconds(-FRESH_SECONDS), now).await?;
        Ok(())
    }
}
