//! The trial balance: every account on one side, and both sides equal on every date (I-03).
//!
//! There are no closing entries. Income and expense accounts show the current fiscal year to date; what they
//! made before it stands in Retained Earnings, by computation (I-11, books.md 1.5).

use crate::account::Account;
use crate::balance::{AccountDelta, Movement};
use crate::chart::{AccountType, SystemRole};
use kernel::{AccountId, Currency, Day, MoneyError, Total};
use std::collections::BTreeMap;

/// The balance of one account on a date, split at the start of the fiscal year; debit is above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountBalance {
    /// The account.
    pub account: AccountId,
    /// Posted before the fiscal year began.
    pub before_year: Total,
    /// Posted from its first day to the date.
    pub in_year: Total,
}

/// One row of the trial balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalanceRow<'a> {
    /// The account.
    pub account: &'a Account,
    /// Its balance if it is a debit, else zero.
    pub debit: Total,
    /// Its balance if it is a credit, else zero.
    pub credit: Total,
}

/// A trial balance, its rows in the order of type, group and code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalance<'a> {
    /// One row for each account that entries may use.
    pub rows: Vec<TrialBalanceRow<'a>>,
    /// The sum of the debit column, equal to that of the credit column.
    pub total: Total,
    /// Profit (above zero) or loss of the fiscal year to date.
    pub profit_for_the_year: Total,
}

/// Why there is no trial balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrialBalanceError {
    /// A balance belongs to no account that was given.
    #[error("a balance belongs to unknown account {0}")]
    UnknownAccount(AccountId),
    /// The books have earlier profit but no Retained Earnings account.
    #[error("the books have no retained earnings account")]
    NoRetainedEarnings,
    /// The columns differ: stored balances have been damaged.
    #[error("debits and credits differ by {0}")]
    OutOfBalance(Total),
    /// A sum left its range or mixed currencies.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Adds up daily movements to balances on a date, split at the first day of its fiscal year.
///
/// Movements after the date are left out, so any superset will do. Sorted by account.
pub fn account_balances(
    base: Currency,
    movements: impl IntoIterator<Item = AccountDelta<Day>>,
    year_start: Day,
    as_of: Day,
) -> Result<Vec<AccountBalance>, MoneyError> {
    let mut balances: BTreeMap<AccountId, AccountBalance> = BTreeMap::new();
    for AccountDelta { account, bucket, movement } in movements {
        if bucket > as_of {
            continue;
        }
        let nothing = Total::zero(base);
        let empty = AccountBalance { account, before_year: nothing, in_year: nothing };
        balances.entry(account).or_insert(empty).add(movement, bucket < year_start)?;
    }
    Ok(balances.into_values().collect())
}

/// The trial balance from the accounts of the books and their balances; accounts without a balance show zero.
pub fn trial_balance<'a>(
    base: Currency,
    accounts: impl IntoIterator<Item = &'a Account>,
    balances: &[AccountBalance],
) -> Result<TrialBalance<'a>, TrialBalanceError> {
    let accounts: BTreeMap<AccountId, &Account> =
        accounts.into_iter().map(|account| (account.id, account)).collect();
    let (shown, profits) = shown_balances(base, &accounts, balances)?;
    let mut rows: Vec<TrialBalanceRow<'a>> = accounts
        .values()
        .filter(|account| account.system != Some(SystemRole::ProfitForTheYear))
        .map(|account| row(account, shown.get(&account.id).copied().unwrap_or(Total::zero(base))))
        .collect::<Result<_, _>>()?;
    rows.sort_by(|left, right| order(left.account).cmp(&order(right.account)));
    let (debit, credit) = totals(base, &rows)?;
    if debit != credit {
        return Err(TrialBalanceError::OutOfBalance(debit.checked_sub(credit)?));
    }
    Ok(TrialBalance { rows, total: debit, profit_for_the_year: profits.this_year })
}

impl AccountBalance {
    /// The whole balance on the date.
    pub fn net(&self) -> Result<Total, MoneyError> {
        self.before_year.checked_add(self.in_year)
    }

    fn add(&mut self, movement: Movement, is_before_year: bool) -> Result<(), MoneyError> {
        let sum = if is_before_year { &mut self.before_year } else { &mut self.in_year };
        *sum = sum.checked_add(movement.net()?)?;
        Ok(())
    }
}

impl TrialBalanceRow<'_> {
    /// Whether the account stands at zero.
    pub fn is_empty(&self) -> bool {
        self.debit.is_zero() && self.credit.is_zero()
    }
}

impl TrialBalance<'_> {
    /// The same without accounts that stand at zero.
    pub fn without_empty(mut self) -> Self {
        self.rows.retain(|row| !row.is_empty());
        self
    }

    /// Debit and credit totals of one type.
    pub fn totals_of(&self, kind: AccountType) -> Result<(Total, Total), MoneyError> {
        let of_kind = self.rows.iter().filter(|row| row.account.account_type() == kind);
        totals(self.total.currency(), of_kind)
    }
}

/// Profit by fiscal year, above zero when there is one.
struct Profits {
    earlier: Total,
    this_year: Total,
}

/// What each account shows: balance-sheet accounts all of it, income and expense this year's part, and
/// Retained Earnings its own balance with all earlier profit.
fn shown_balances(
    base: Currency,
    accounts: &BTreeMap<AccountId, &Account>,
    balances: &[AccountBalance],
) -> Result<(BTreeMap<AccountId, Total>, Profits), TrialBalanceError> {
    let mut shown = BTreeMap::new();
    let mut profits = Profits { earlier: Total::zero(base), this_year: Total::zero(base) };
    for balance in balances {
        let account =
            accounts.get(&balance.account).ok_or(TrialBalanceError::UnknownAccount(balance.account))?;
        if account.account_type().is_profit_and_loss() {
            profits.earlier = profits.earlier.checked_sub(balance.before_year)?;
            profits.this_year = profits.this_year.checked_sub(balance.in_year)?;
            shown.insert(account.id, balance.in_year);
        } else {
            shown.insert(account.id, balance.net()?);
        }
    }
    if !profits.earlier.is_zero() {
        let retained = accounts.values().find(|account| account.system == Some(SystemRole::RetainedEarnings));
        let retained = retained.ok_or(TrialBalanceError::NoRetainedEarnings)?;
        let sum = shown.entry(retained.id).or_insert(Total::zero(base));
        *sum = sum.checked_sub(profits.earlier)?;
    }
    Ok((shown, profits))
}

fn row(account: &Account, net: Total) -> Result<TrialBalanceRow<'_>, MoneyError> {
    let nothing = Total::zero(net.currency());
    let (debit, credit) = if net.is_negative() { (nothing, net.checked_neg()?) } else { (net, nothing) };
    Ok(TrialBalanceRow { account, debit, credit })
}

fn order(account: &Account) -> (AccountType, crate::chart::AccountGroup, &crate::chart::AccountCode) {
    (account.account_type(), account.group, &account.code)
}

fn totals<'r, 'a: 'r>(
    base: Currency,
    rows: impl IntoIterator<Item = &'r TrialBalanceRow<'a>>,
) -> Result<(Total, Total), MoneyError> {
    rows.into_iter().try_fold((Total::zero(base), Total::zero(base)), |(debit, credit), row| {
        Ok((debit.checked_add(row.debit)?, credit.checked_add(row.credit)?))
    })
}

#[cfg(test)]
#[path = "trial_balance_tests.rs"]
mod tests;
