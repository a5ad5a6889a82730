//! What entries do to the balances of accounts: movements by day and by month.
//!
//! The store adds these to its maintained rows in the transaction that writes the entry; a recount from the
//! lines gives the same (I-05). Debits and credits only grow: a reversal adds to the other side.

use crate::chart::Side;
use crate::entry::Entry;
use kernel::{AccountId, Currency, Day, Money, MoneyError, Month, Total};
use std::collections::BTreeMap;

/// Debits, credits and number of lines of one account in one stretch of time, in the base currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// Sum of the debits.
    pub debit: Money,
    /// Sum of the credits.
    pub credit: Money,
    /// Number of lines.
    pub lines: u32,
}

/// One row to add to a maintained balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountDelta<Bucket> {
    /// The account.
    pub account: AccountId,
    /// The day or month.
    pub bucket: Bucket,
    /// What to add.
    pub movement: Movement,
}

/// Movements per account and bucket, merged, in the order of account and then bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movements<Bucket> {
    rows: BTreeMap<(AccountId, Bucket), Movement>,
}

/// What one or more entries add to the balances, by day and by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceDeltas {
    base: Currency,
    days: Movements<Day>,
    months: Movements<Month>,
}

impl Movement {
    /// No movement.
    pub fn none(base: Currency) -> Self {
        Self { debit: Money::zero(base), credit: Money::zero(base), lines: 0 }
    }

    /// One line.
    pub fn of_line(side: Side, amount: Money) -> Self {
        let nothing = Money::zero(amount.currency());
        match side {
            Side::Debit => Self { debit: amount, credit: nothing, lines: 1 },
            Side::Credit => Self { debit: nothing, credit: amount, lines: 1 },
        }
    }

    /// Both movements together, refused when a sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        Ok(Self {
            debit: self.debit.checked_add(other.debit)?,
            credit: self.credit.checked_add(other.credit)?,
            lines: self.lines.checked_add(other.lines).ok_or(MoneyError::Overflow)?,
        })
    }

    /// Debit less credit: above zero is a debit balance.
    pub fn net(self) -> Result<Total, MoneyError> {
        Total::from(self.debit).checked_sub(Total::from(self.credit))
    }
}

impl<Bucket: Copy + Ord> Movements<Bucket> {
    /// No movements.
    pub fn none() -> Self {
        Self { rows: BTreeMap::new() }
    }

    /// Adds one movement to its row; on refusal nothing has changed.
    pub fn add(&mut self, account: AccountId, bucket: Bucket, movement: Movement) -> Result<(), MoneyError> {
        let key = (account, bucket);
        let sum = match self.rows.get(&key) {
            Some(row) => row.plus(movement)?,
            None => movement,
        };
        self.rows.insert(key, sum);
        Ok(())
    }

    /// The rows in the order of account and then bucket.
    pub fn rows(&self) -> impl Iterator<Item = AccountDelta<Bucket>> + '_ {
        self.rows.iter().map(|((account, bucket), movement)| AccountDelta {
            account: *account,
            bucket: *bucket,
            movement: *movement,
        })
    }
}

impl BalanceDeltas {
    /// No movements yet.
    pub fn none(base: Currency) -> Self {
        Self { base, days: Movements::none(), months: Movements::none() }
    }

    /// What one entry adds.
    pub fn of(entry: &Entry) -> Result<Self, MoneyError> {
        Self::of_all(entry.currency(), [entry])
    }

    /// What several entries add together, such as a reversal and its replacement.
    pub fn of_all<'a>(
        base: Currency,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Self, MoneyError> {
        let mut deltas = Self::none(base);
        for entry in entries {
            deltas.add(entry)?;
        }
        Ok(deltas)
    }

    /// The base currency.
    pub fn base(&self) -> Currency {
        self.base
    }

    /// The rows by day, in the order of account and then day.
    pub fn days(&self) -> impl Iterator<Item = AccountDelta<Day>> + '_ {
        self.days.rows()
    }

    /// The rows by month, in the order of account and then month.
    pub fn months(&self) -> impl Iterator<Item = AccountDelta<Month>> + '_ {
        self.months.rows()
    }

    fn add(&mut self, entry: &Entry) -> Result<(), MoneyError> {
        for line in entry.lines() {
            let movement = Movement::of_line(line.side, line.amount);
            // The start from zero refuses a line in another currency than the base.
            let movement = Movement::none(self.base).plus(movement)?;
            self.days.add(line.account, entry.day(), movement)?;
            self.months.add(line.account, entry.day().month(), movement)?;
        }
        Ok(())
    }
}
