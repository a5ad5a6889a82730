//! A deleted transaction: its entry is reversed on the same day and leaves the lists.

use super::events::{EntryEvent, Place};
use super::post::EntryPosted;
use super::revise::expect;
use super::store::{self, EntryKind, TransactionState, standing};
use super::write::{Writing, refuse_locked, write};
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::door::{Command, Door, Work};
use kernel::{BooksId, Memo, Refusal, TransactionId};
use ledger::Entry;
use serde::Serialize;

/// Deletes a transaction that still stands at the expected revision.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteEntry {
    /// Whose books.
    pub books: BooksId,
    /// The transaction.
    pub transaction: TransactionId,
    /// The revision that the person saw.
    pub expected: i64,
    /// Why.
    pub reason: Option<Memo>,
}

/// The reversal, which carries the reason in place of the description when there is one.
fn reversal(before: &Entry, reason: Option<&Memo>) -> Result<Entry, Refusal> {
    let reversed = before.reversed();
    let memo = reason.or(before.memo()).cloned();
    Ok(Entry::restore(reversed.day(), memo, reversed.lines().to_vec())?)
}

impl Command for DeleteEntry {
    const NAME: &'static str = "delete_entry";
    type Handle = WriteBooks;
    type Output = EntryPosted;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::AccountingWrite).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<EntryPosted, Refusal> {
        let books = handle.books(work.tx());
        let standing = standing(work.tx(), books, &[]).await?;
        let current = store::current(work.tx(), books, self.transaction, standing.base).await?;
        let current = expect(current, self.expected)?;
        refuse_locked(current.entry.day(), &standing)?;
        let posted = EntryPosted {
            transaction: self.transaction,
            entry_no: standing.last_entry_no + 1,
            revision: current.revision,
        };
        let reversed = reversal(&current.entry, self.reason.as_ref())?;
        let writing = Writing { kind: EntryKind::Reversal, revision: current.revision, entry: &reversed };
        write(work, (books, self.transaction), &standing, TransactionState::Deleted, &[writing]).await?;
        let place = Place {
            books,
            transaction: self.transaction,
            revision: current.revision,
            entry_no: posted.entry_no,
        };
        let reason = self.reason.as_ref().map(Memo::as_str);
        work.record(&EntryEvent::Deleted { place, before: &current.entry, reason });
        Ok(posted)
    }
}
