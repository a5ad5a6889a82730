//! What happens to accounts.

use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{AccountId, BooksId};
use ledger::{AccountCode, AccountGroup};

/// An account's code and name at one time.
pub struct Label<'e> {
    pub code: &'e AccountCode,
    pub name: &'e str,
}

/// Something happened to an account.
pub enum ChartEvent<'e> {
    /// A new account.
    Added { books: BooksId, account: AccountId, label: Label<'e>, group: AccountGroup },
    /// Another code or name.
    Renamed { books: BooksId, account: AccountId, before: Label<'e>, label: Label<'e> },
    /// Closed for new entries.
    Archived { books: BooksId, account: AccountId, code: &'e AccountCode },
    /// Open for entries again.
    Restored { books: BooksId, account: AccountId, code: &'e AccountCode },
}

impl ChartEvent<'_> {
    fn books(&self) -> BooksId {
        match self {
            Self::Added { books, .. }
            | Self::Renamed { books, .. }
            | Self::Archived { books, .. }
            | Self::Restored { books, .. } => *books,
        }
    }
}

impl DomainEvent for ChartEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        vec![match self {
            Self::Added { books, account, label, group } => LeafDraft::new(*books, "account.added")
                .on("account", account)
                .fact("code", label.code.as_str())
                .fact("group", group.code())
                .text("name", label.name),
            Self::Renamed { books, account, before, label } => LeafDraft::new(*books, "account.renamed")
                .on("account", account)
                .fact("code", label.code.as_str())
                .fact("code_was", before.code.as_str())
                .text("name", label.name)
                .text("name_was", before.name),
            Self::Archived { books, account, code } => {
                LeafDraft::new(*books, "account.archived").on("account", account).fact("code", code.as_str())
            }
            Self::Restored { books, account, code } => {
                LeafDraft::new(*books, "account.restored").on("account", account).fact("code", code.as_str())
            }
        }]
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Added { .. } | Self::Renamed { .. } | Self::Archived { .. } | Self::Restored { .. } => {
                Vec::new()
            }
        }
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::new(self.books(), Topic::Books)]
    }
}
