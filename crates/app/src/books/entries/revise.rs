//! A changed transaction: the entry that stood is reversed on its own day, and a new one stands.

use super::events::{EntryEvent, Place};
use super::post::EntryPosted;
use super::store::{self, Current, EntryKind, TransactionState, standing};
use super::write::{Writing, judge, refuse_locked, write};
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::door::{Command, Door, Work};
use kernel::{BooksId, Day, Memo, Refusal, TransactionId};
use ledger::{DraftEntry, DraftLine};
use serde::Serialize;

/// Revises a transaction that still stands at the expected revision.
#[derive(Debug, Clone, Serialize)]
pub struct ReviseEntry {
    /// Whose books.
    pub books: BooksId,
    /// The transaction.
    pub transaction: TransactionId,
    /// The revision that the person saw.
    pub expected: i64,
    /// The day it is dated on from now on.
    pub day: Day,
    /// What it is about.
    pub memo: Option<Memo>,
    /// Its lines, as typed.
    pub lines: Vec<DraftLine>,
}

/// The transaction as it stands, refused when it stands otherwise than the person saw.
pub(super) fn expect(current: Option<Current>, expected: i64) -> Result<Current, Refusal> {
    let current = current.ok_or(Refusal::NotFound)?;
    if current.is_deleted {
        return Err(Refusal::conflict("entry_deleted", "This entry has been deleted meanwhile."));
    }
    if current.revision != expected {
        return Err(Refusal::conflict(
            "stale_revision",
            "Somebody changed this entry meanwhile. Look at it as it stands now, then change it again.",
        ));
    }
    Ok(current)
}

impl Command for ReviseEntry {
    const NAME: &'static str = "revise_entry";
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
        let draft = DraftEntry { day: self.day, memo: self.memo.clone(), lines: self.lines.clone() };
        let standing = standing(work.tx(), books, &draft.lines).await?;
        let current = store::current(work.tx(), books, self.transaction, standing.base).await?;
        let current = expect(current, self.expected)?;
        refuse_locked(current.entry.day(), &standing)?;
        let entry = judge(&draft, &standing)?;
        let reversal_no = standing.last_entry_no + 1;
        let posted = EntryPosted {
            transaction: self.transaction,
            entry_no: reversal_no + 1,
            revision: current.revision + 1,
        };
        let head =
            TransactionState::Posted { revision: posted.revision, entry_no: posted.entry_no, day: self.day };
        let reversed = current.entry.reversed();
        let entries = [
            Writing { kind: EntryKind::Reversal, revision: current.revision, entry: &reversed },
            Writing { kind: EntryKind::Journal, revision: posted.revision, entry: &entry },
        ];
        write(work, (books, self.transaction), &standing, head, &entries).await?;
        let place = Place {
            books,
            transaction: self.transaction,
            revision: posted.revision,
            entry_no: posted.entry_no,
        };
        work.record(&EntryEvent::Revised { place, before: &current.entry, reversal_no, entry: &entry });
        Ok(posted)
    }
}
