//! A new account.

use super::events::{ChartEvent, Label};
use super::store;
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::books::store::{NewAccount, insert_accounts};
use crate::door::{Command, Door, Work};
use kernel::{AccountId, AccountName, BooksId, Refusal};
use ledger::{AccountCode, AccountGroup, AccountKind};
use serde::{Deserialize, Serialize};

/// Adds an account in the base currency; its group decides its type for good.
#[derive(Debug, Clone, Serialize)]
pub struct AddAccount {
    /// Whose books.
    pub books: BooksId,
    /// Its code, unique in the books.
    pub code: AccountCode,
    /// Its name.
    pub name: AccountName,
    /// Its group.
    pub group: AccountGroup,
}

/// The new account.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct AccountAdded {
    /// Its id.
    pub account: AccountId,
}

/// What an account of a group is used for, until somebody says otherwise.
fn kind_of(group: AccountGroup) -> AccountKind {
    match group {
        AccountGroup::CashAndCashEquivalents => AccountKind::Bank,
        AccountGroup::CreditCards => AccountKind::Card,
        _ => AccountKind::Ordinary,
    }
}

/// What to say when a code is taken.
pub(super) fn code_taken() -> Refusal {
    Refusal::field("code", "code_taken", "Another account has this code. Choose a different one.")
}

impl Command for AddAccount {
    const NAME: &'static str = "add_account";
    type Handle = WriteBooks;
    type Output = AccountAdded;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::AccountingWrite).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<AccountAdded, Refusal> {
        let books = handle.books(work.tx());
        let (base, holder) = store::base_and_holder(work.tx(), books, self.code.as_str()).await?;
        if holder.is_some() {
            return Err(code_taken());
        }
        let account: AccountId = work.id();
        let new = NewAccount {
            account,
            code: self.code.as_str(),
            name: self.name.as_str(),
            group: self.group,
            kind: kind_of(self.group),
            system: None,
        };
        let now = work.now;
        insert_accounts(work.tx(), books, base, &[new], now).await?;
        let label = Label { code: &self.code, name: self.name.as_str() };
        work.record(&ChartEvent::Added { books, account, label, group: self.group });
        Ok(AccountAdded { account })
    }
}
