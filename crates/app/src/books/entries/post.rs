//! A new entry.

use super::events::{EntryEvent, Place};
use super::store::{EntryKind, TransactionState, standing};
use super::write::{Writing, judge, write};
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::door::{Command, Door, Work};
use kernel::{BooksId, Day, Memo, Refusal, TransactionId};
use ledger::{DraftEntry, DraftLine};
use serde::{Deserialize, Serialize};

/// Posts an entry.
#[derive(Debug, Clone, Serialize)]
pub struct PostEntry {
    /// Whose books.
    pub books: BooksId,
    /// The day it is dated on.
    pub day: Day,
    /// What it is about.
    pub memo: Option<Memo>,
    /// Its lines, as typed.
    pub lines: Vec<DraftLine>,
}

/// Where an entry stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPosted {
    /// The transaction: stable over its revisions.
    pub transaction: TransactionId,
    /// The number of the entry that was written last.
    pub entry_no: i64,
    /// The revision that stands.
    pub revision: i64,
}

impl Command for PostEntry {
    const NAME: &'static str = "post_entry";
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
        let entry = judge(&draft, &standing)?;
        let posted =
            EntryPosted { transaction: work.id(), entry_no: standing.last_entry_no + 1, revision: 1 };
        let head = TransactionState::Posted { revision: 1, entry_no: posted.entry_no, day: self.day };
        let writing = Writing { kind: EntryKind::Journal, revision: 1, entry: &entry };
        write(work, (books, posted.transaction), &standing, head, &[writing]).await?;
        let place = Place { books, transaction: posted.transaction, revision: 1, entry_no: posted.entry_no };
        work.record(&EntryEvent::Posted { place, entry: &entry });
        Ok(posted)
    }
}
