//! Entries: what a person typed, what the rules make of it, and its reversal.
//!
//! An [`Entry`] that exists is balanced, has at least two lines and only amounts above zero (I-01).

use crate::account::{Account, Posting};
use crate::chart::Side;
use crate::entry_refusal::EntryRefusal;
use kernel::{AccountId, Currency, Day, Memo, Money, Total};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The most lines of one entry; beyond it an import should be split.
pub const MAX_LINES: usize = 1000;

/// An entry as typed, before any rule has been applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftEntry {
    /// The day it is dated on.
    pub day: Day,
    /// What it is about.
    pub memo: Option<Memo>,
    /// Its lines in order.
    pub lines: Vec<DraftLine>,
}

/// A line as typed: a form has a field for each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// The account.
    pub account: AccountId,
    /// The amount in the debit field.
    pub debit: Option<Money>,
    /// The amount in the credit field.
    pub credit: Option<Money>,
    /// What the line is about.
    pub memo: Option<Memo>,
}

/// A valid entry, in the base currency of its books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    day: Day,
    memo: Option<Memo>,
    lines: Vec<Line>,
}

/// A line of a valid entry: one side, an amount above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The account.
    pub account: AccountId,
    /// The side.
    pub side: Side,
    /// The amount, above zero.
    pub amount: Money,
    /// What the line is about.
    pub memo: Option<Memo>,
}

/// What the books allow at this moment.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The base currency.
    pub base: Currency,
    /// The lock date: nothing is dated on or before it.
    pub locked_through: Option<Day>,
    /// The accounts of the books; those that the entry names are enough.
    pub accounts: &'a HashMap<AccountId, Account>,
}

/// Turns a draft into an entry, or says the first thing that is wrong with it.
pub fn validate(draft: &DraftEntry, rules: &Rules<'_>) -> Result<Entry, EntryRefusal> {
    match problems(draft, rules).into_iter().next() {
        Some(problem) => Err(problem),
        None => Entry::restore(draft.day, draft.memo.clone(), accepted_lines(draft)),
    }
}

/// Everything that is wrong with a draft, in the order of the form: date, number of lines, lines, balance.
///
/// The balance is only looked at once every line is right.
pub fn problems(draft: &DraftEntry, rules: &Rules<'_>) -> Vec<EntryRefusal> {
    let mut found: Vec<EntryRefusal> =
        check_lock(draft.day, rules.locked_through).err().into_iter().collect();
    found.extend(check_count(draft.lines.len()).err());
    let counted_lines = draft.lines.iter().take(MAX_LINES).enumerate();
    found.extend(counted_lines.filter_map(|(number, line)| check_line(number, line, rules).err()));
    let lines_are_right = !found.iter().any(|problem| !matches!(problem, EntryRefusal::PeriodLocked { .. }));
    if lines_are_right {
        found.extend(check_balance(&accepted_lines(draft)).err());
    }
    found
}

/// Refuses a day on or before the lock date (I-12). Reversals, moves and deletions ask it too.
pub fn check_lock(day: Day, locked_through: Option<Day>) -> Result<(), EntryRefusal> {
    match locked_through {
        Some(through) if day <= through => Err(EntryRefusal::PeriodLocked { day, through }),
        _ => Ok(()),
    }
}

impl DraftLine {
    /// A line on the debit side.
    pub fn debit(account: AccountId, amount: Money) -> Self {
        Self { account, debit: Some(amount), credit: None, memo: None }
    }

    /// A line on the credit side.
    pub fn credit(account: AccountId, amount: Money) -> Self {
        Self { account, debit: None, credit: Some(amount), memo: None }
    }

    /// The side and amount, if exactly one side has an amount other than zero.
    fn amount(&self, line: usize) -> Result<(Side, Money), EntryRefusal> {
        let filled = |amount: Option<Money>| amount.filter(|money| !money.is_zero());
        match (filled(self.debit), filled(self.credit)) {
            (Some(_), Some(_)) => Err(EntryRefusal::BothSides { line }),
            (None, None) => Err(EntryRefusal::ZeroAmount { line }),
            (Some(amount), None) => Ok((Side::Debit, amount)),
            (None, Some(amount)) => Ok((Side::Credit, amount)),
        }
    }
}

impl Entry {
    /// An entry from lines that were valid once, such as stored ones: balance and amounts are proved again.
    pub fn restore(day: Day, memo: Option<Memo>, lines: Vec<Line>) -> Result<Self, EntryRefusal> {
        check_count(lines.len())?;
        for (line, stored) in lines.iter().enumerate() {
            check_positive(line, stored.amount)?;
        }
        check_balance(&lines)?;
        Ok(Self { day, memo, lines })
    }

    /// The day it is dated on.
    pub fn day(&self) -> Day {
        self.day
    }

    /// What it is about.
    pub fn memo(&self) -> Option<&Memo> {
        self.memo.as_ref()
    }

    /// Its lines in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The base currency of its amounts.
    pub fn currency(&self) -> Currency {
        self.lines[0].amount.currency()
    }

    /// The sum of its debits, which is also that of its credits.
    pub fn total(&self) -> Total {
        let debits = self.lines.iter().filter(|line| line.side == Side::Debit);
        Total::from_minor(debits.map(|line| i128::from(line.amount.minor())).sum(), self.currency())
    }

    /// The entry that undoes this one on the same day: every line on the other side.
    pub fn reversed(&self) -> Self {
        let turned = |line: &Line| Line { side: line.side.opposite(), ..line.clone() };
        Self { day: self.day, memo: self.memo.clone(), lines: self.lines.iter().map(turned).collect() }
    }
}

fn check_count(lines: usize) -> Result<(), EntryRefusal> {
    match lines {
        0..2 => Err(EntryRefusal::TooFewLines { lines }),
        2..=MAX_LINES => Ok(()),
        _ => Err(EntryRefusal::TooManyLines { max: MAX_LINES }),
    }
}

fn check_line(number: usize, line: &DraftLine, rules: &Rules<'_>) -> Result<(), EntryRefusal> {
    let account = rules.accounts.get(&line.account).ok_or(EntryRefusal::UnknownAccount { line: number })?;
    check_account(number, account, rules.base)?;
    let (_, amount) = line.amount(number)?;
    if amount.currency() != rules.base {
        let (expected, found) = (rules.base, amount.currency());
        return Err(EntryRefusal::WrongCurrency { line: number, expected, found });
    }
    check_positive(number, amount)
}

fn check_positive(line: usize, amount: Money) -> Result<(), EntryRefusal> {
    match amount.minor() {
        0 => Err(EntryRefusal::ZeroAmount { line }),
        ..0 => Err(EntryRefusal::NegativeAmount { line }),
        _ => Ok(()),
    }
}

fn check_account(line: usize, account: &Account, base: Currency) -> Result<(), EntryRefusal> {
    match account.posting {
        Posting::Open => {}
        Posting::Archived => return Err(EntryRefusal::ArchivedAccount { line, account: account.label() }),
        Posting::Computed => return Err(EntryRefusal::ComputedAccount { line, account: account.label() }),
    }
    // Income and expense take every currency and are kept in base; a balance-sheet account only its own.
    let is_foreign = account.currency != base && !account.account_type().is_profit_and_loss();
    if is_foreign {
        return Err(EntryRefusal::ForeignAccount {
            line,
            account: account.label(),
            currency: account.currency,
        });
    }
    Ok(())
}

/// The lines of a draft whose lines have all been checked.
fn accepted_lines(draft: &DraftEntry) -> Vec<Line> {
    let accepted = |line: &DraftLine| {
        let (side, amount) = line.amount(0).ok()?;
        Some(Line { account: line.account, side, amount, memo: line.memo.clone() })
    };
    draft.lines.iter().filter_map(accepted).collect()
}

fn check_balance(lines: &[Line]) -> Result<(), EntryRefusal> {
    let Some(first) = lines.first() else { return Err(EntryRefusal::TooFewLines { lines: 0 }) };
    let base = first.amount.currency();
    let mut by_account: BTreeMap<AccountId, i128> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        if line.amount.currency() != base {
            let found = line.amount.currency();
            return Err(EntryRefusal::WrongCurrency { line: number, expected: base, found });
        }
        // At most a thousand lines of 64 bits each: the sum cannot leave 128 bits.
        *by_account.entry(line.account).or_default() += signed(line);
    }
    let excess_debit: i128 = by_account.values().sum();
    if excess_debit != 0 {
        let missing = if excess_debit > 0 { Side::Credit } else { Side::Debit };
        return Err(EntryRefusal::OutOfBalance { by: Total::from_minor(excess_debit.abs(), base), missing });
    }
    if by_account.values().all(|net| *net == 0) {
        return Err(EntryRefusal::NetsToNothing);
    }
    Ok(())
}

fn signed(line: &Line) -> i128 {
    match line.side {
        Side::Debit => i128::from(line.amount.minor()),
        Side::Credit => -i128::from(line.amount.minor()),
    }
}

#[cfg(test)]
#[path = "entry_tests.rs"]
mod tests;
