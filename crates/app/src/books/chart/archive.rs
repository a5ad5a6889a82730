//! Closing an account for new entries, and opening it again. Its past stays in the reports.

use super::events::ChartEvent;
use super::store;
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::door::{Command, Door, Work};
use kernel::{AccountId, BooksId, Refusal};
use ledger::{Account, Posting};
use serde::Serialize;

/// Archives an account that the program does not need itself.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveAccount {
    /// Whose books.
    pub books: BooksId,
    /// The account.
    pub account: AccountId,
}

/// Restores an archived account.
#[derive(Debug, Clone, Serialize)]
pub struct RestoreAccount {
    /// Whose books.
    pub books: BooksId,
    /// The account.
    pub account: AccountId,
}

async fn found(handle: &WriteBooks, account: AccountId, work: &mut Work<'_, '_>) -> Result<Account, Refusal> {
    let books = handle.books(work.tx());
    store::one(work.tx(), books, account).await?.ok_or(Refusal::NotFound)
}

impl Command for ArchiveAccount {
    const NAME: &'static str = "archive_account";
    type Handle = WriteBooks;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::AccountingWrite).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let account = found(handle, self.account, work).await?;
        if account.system.is_some() {
            return Err(Refusal::rule(
                "system_account",
                format!("{} is needed by the program. Rename it instead.", account.label()),
            ));
        }
        if account.posting == Posting::Archived {
            return Ok(());
        }
        let (books, now) = (handle.books(work.tx()), work.now);
        store::archive(work.tx(), books, self.account, Some(now)).await?;
        work.record(&ChartEvent::Archived { books, account: self.account, code: &account.code });
        Ok(())
    }
}

impl Command for RestoreAccount {
    const NAME: &'static str = "restore_account";
    type Handle = WriteBooks;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::AccountingWrite).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let account = found(handle, self.account, work).await?;
        if account.posting != Posting::Archived {
            return Ok(());
        }
        let books = handle.books(work.tx());
        store::archive(work.tx(), books, self.account, None).await?;
        work.record(&ChartEvent::Restored { books, account: self.account, code: &account.code });
        Ok(())
    }
}
