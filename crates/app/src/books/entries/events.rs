//! What happens to entries.

use super::canonical::{line_memos, lines_sha256};
use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{BooksId, TransactionId};
use ledger::Entry;

/// Which entry of which transaction it is about.
#[derive(Clone, Copy)]
pub struct Place {
    pub books: BooksId,
    pub transaction: TransactionId,
    pub revision: i64,
    pub entry_no: i64,
}

/// Something happened to an entry.
pub enum EntryEvent<'e> {
    /// A new transaction.
    Posted { place: Place, entry: &'e Entry },
    /// A transaction changed: its entry was reversed and a new one stands for it.
    Revised { place: Place, before: &'e Entry, reversal_no: i64, entry: &'e Entry },
    /// A transaction was deleted by a reversal.
    Deleted { place: Place, before: &'e Entry, reason: Option<&'e str> },
}

fn leaf(act: &'static str, place: &Place, entry: &Entry) -> LeafDraft {
    LeafDraft::new(place.books, act)
        .on("entry", place.transaction)
        .revision(place.revision.unsigned_abs())
        .fact("entry_no", place.entry_no)
        .fact("day", entry.day().to_string())
        .fact("amount", entry.total().plain())
        .fact("currency", entry.currency().code())
}

/// The same with what stands in the books from now on.
fn standing(draft: LeafDraft, entry: &Entry) -> LeafDraft {
    draft
        .fact("lines", entry.lines().len() as u64)
        .fact("lines_sha256", lines_sha256(entry))
        .text_opt("memo", entry.memo().map(kernel::Memo::as_str))
        .text("line_memos", line_memos(entry))
}

impl EntryEvent<'_> {
    fn place(&self) -> &Place {
        match self {
            Self::Posted { place, .. } | Self::Revised { place, .. } | Self::Deleted { place, .. } => place,
        }
    }
}

impl DomainEvent for EntryEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        vec![match self {
            Self::Posted { place, entry } => standing(leaf("entry.posted", place, entry), entry),
            Self::Revised { place, before, reversal_no, entry } => {
                standing(leaf("entry.revised", place, entry), entry)
                    .fact("reversal_no", *reversal_no)
                    .fact("day_was", before.day().to_string())
                    .fact("amount_was", before.total().plain())
                    .fact("lines_sha256_was", lines_sha256(before))
            }
            Self::Deleted { place, before, reason } => leaf("entry.deleted", place, before)
                .fact("lines_sha256_was", lines_sha256(before))
                .text_opt("reason", *reason),
        }]
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Posted { .. } | Self::Revised { .. } | Self::Deleted { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::new(self.place().books, Topic::Entries)]
    }
}
