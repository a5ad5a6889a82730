//! What the rules need to know of one account of a company.

use crate::chart::{AccountCode, AccountGroup, AccountType, SystemRole};
use kernel::{AccountId, AccountName, Currency};

/// An account as the rules and reports see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its code, unique in the books.
    pub code: AccountCode,
    /// Its name.
    pub name: AccountName,
    /// Its group, which decides the type.
    pub group: AccountGroup,
    /// Its currency; the base currency for income and expense accounts.
    pub currency: Currency,
    /// Whether entries may still use it.
    pub posting: Posting,
    /// Its part for the program, if any.
    pub system: Option<SystemRole>,
}

/// Whether entries may use an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Posting {
    /// In use.
    Open,
    /// Out of the pickers; its past stays in the reports.
    Archived,
    /// Computed by reports, such as Profit for the Year.
    Computed,
}

impl Account {
    /// Its type.
    pub fn account_type(&self) -> AccountType {
        self.group.account_type()
    }

    /// Code and name, `1010 Bank Account`: how messages call it.
    pub fn label(&self) -> String {
        format!("{} {}", self.code, self.name)
    }
}
