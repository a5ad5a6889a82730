//! Another code or name for an account. Its group, type and currency stay.

use super::add::code_taken;
use super::events::{ChartEvent, Label};
use super::store;
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::door::{Command, Door, Work};
use kernel::{AccountId, AccountName, BooksId, Refusal};
use ledger::AccountCode;
use serde::Serialize;

/// Renames an account, system accounts included.
#[derive(Debug, Clone, Serialize)]
pub struct RenameAccount {
    /// Whose books.
    pub books: BooksId,
    /// The account.
    pub account: AccountId,
    /// Its code from now on.
    pub code: AccountCode,
    /// Its name from now on.
    pub name: AccountName,
}

impl Command for RenameAccount {
    const NAME: &'static str = "rename_account";
    type Handle = WriteBooks;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::AccountingWrite).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let books = handle.books(work.tx());
        let before = store::one(work.tx(), books, self.account).await?.ok_or(Refusal::NotFound)?;
        if before.code == self.code && before.name == self.name {
            return Ok(());
        }
        let (_, holder) = store::base_and_holder(work.tx(), books, self.code.as_str()).await?;
        if holder.is_some_and(|holder| holder != self.account) {
            return Err(code_taken());
        }
        store::rename(work.tx(), books, self.account, (self.code.as_str(), self.name.as_str())).await?;
        work.record(&ChartEvent::Renamed {
            books,
            account: self.account,
            before: Label { code: &before.code, name: before.name.as_str() },
            label: Label { code: &self.code, name: self.name.as_str() },
        });
        Ok(())
    }
}
