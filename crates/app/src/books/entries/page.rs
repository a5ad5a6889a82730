//! One transaction with everything that ever stood for it.

use super::list::JournalLine;
use super::store::{self, EntryKind};
use crate::access::BooksKey;
use crate::books::store::company;
use crate::door::{Door, Query};
use kernel::{BooksId, Currency, Day, Moment, Money, Refusal, TransactionId};

/// One transaction.
pub struct EntryPage {
    /// Whose books.
    pub books: BooksId,
    /// The transaction.
    pub transaction: TransactionId,
}

/// A transaction and its history.
#[derive(Debug, Clone)]
pub struct EntryHistory {
    /// The transaction.
    pub transaction: TransactionId,
    /// The base currency.
    pub base: Currency,
    /// The revision that stands, or stood when it was deleted.
    pub revision: i64,
    /// The entry that stands, or stood.
    pub entry_no: i64,
    /// Whether it has been deleted.
    pub is_deleted: bool,
    /// Whether its day is locked, so that nothing can change.
    pub is_locked: bool,
    /// All its entries, oldest first.
    pub entries: Vec<EntryRevision>,
    /// Whether the reader may change entries at all.
    pub may_change: bool,
}

/// One immutable entry of a transaction.
#[derive(Debug, Clone)]
pub struct EntryRevision {
    /// Its number in the books.
    pub entry_no: i64,
    /// Which revision it made, or undid.
    pub revision: i64,
    /// Whether it stands for the transaction or undoes an entry.
    pub kind: EntryKind,
    /// Its day.
    pub day: Day,
    /// What it is about, or empty.
    pub memo: String,
    /// The sum of its debits.
    pub amount: Money,
    /// When it was written.
    pub created_at: Moment,
    /// By whom.
    pub creator: String,
    /// For which firm, when through a connection.
    pub firm: Option<String>,
    /// Its lines in order.
    pub lines: Vec<JournalLine>,
}

impl EntryHistory {
    /// The entry that stands, or stood.
    #[must_use]
    pub fn standing(&self) -> Option<&EntryRevision> {
        self.entries.iter().find(|entry| entry.entry_no == self.entry_no)
    }
}

impl Query for EntryPage {
    type Output = EntryHistory;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<EntryHistory, Refusal> {
        let handle = door.read_books(self.books, BooksKey::AccountingRead).await?;
        let read = door.read();
        let books = handle.books(read);
        let company = company(read, books).await?;
        let head = store::head(read, books, self.transaction).await?.ok_or(Refusal::NotFound)?;
        let revisions = store::revisions(read, books, self.transaction).await?;
        let mut lines = store::lines_of_transaction(read, books, self.transaction).await?;
        let base = company.currency;
        let entries = revisions
            .into_iter()
            .map(|found| EntryRevision {
                entry_no: found.entry_no,
                revision: found.revision,
                kind: found.kind,
                day: found.day,
                memo: found.memo,
                amount: Money::from_minor(found.amount, base),
                created_at: found.created_at,
                creator: found.creator,
                firm: found.firm,
                lines: lines
                    .remove(&found.entry_no)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|line| line.in_currency(base))
                    .collect(),
            })
            .collect();
        Ok(EntryHistory {
            transaction: self.transaction,
            base,
            revision: head.revision,
            entry_no: head.entry_no,
            is_deleted: head.is_deleted,
            is_locked: company.lock_day.is_some_and(|locked| head.day <= locked),
            entries,
            may_change: handle.may(BooksKey::AccountingWrite),
        })
    }
}
