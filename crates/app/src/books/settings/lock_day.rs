//! The lock day: everything dated on or before it is final.

use super::events::SettingsEvent;
use super::store;
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::books::store::company;
use crate::door::{Command, Door, Work};
use kernel::{BooksId, Day, Refusal};
use serde::Serialize;

/// Moves or lifts the lock.
#[derive(Debug, Clone, Serialize)]
pub struct SetLockDay {
    /// Whose books.
    pub books: BooksId,
    /// The last locked day; none lifts the lock.
    pub day: Option<Day>,
}

impl Command for SetLockDay {
    const NAME: &'static str = "set_lock_day";
    type Handle = WriteBooks;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::AccountingClose).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let books = handle.books(work.tx());
        let before = company(work.tx(), books).await?.lock_day;
        if before == self.day {
            return Ok(());
        }
        store::set_lock_day(work.tx(), books, self.day).await?;
        work.record(&SettingsEvent::LockDaySet { books, before, day: self.day });
        Ok(())
    }
}
