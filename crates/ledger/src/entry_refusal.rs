//! Why an entry is not accepted: facts, stable codes and English sentences.

use crate::chart::Side;
use kernel::{Currency, Day, Refusal, Total};

/// The reason an entry was refused. Line numbers count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryRefusal {
    /// Dated on or before the lock date.
    PeriodLocked {
        /// The day of the entry.
        day: Day,
        /// The lock date.
        through: Day,
    },
    /// Fewer than two lines.
    TooFewLines {
        /// How many there are.
        lines: usize,
    },
    /// More lines than one entry takes.
    TooManyLines {
        /// The most allowed.
        max: usize,
    },
    /// A line with neither debit nor credit, or with zero.
    ZeroAmount {
        /// The line.
        line: usize,
    },
    /// A line with both a debit and a credit.
    BothSides {
        /// The line.
        line: usize,
    },
    /// A line with an amount below zero.
    NegativeAmount {
        /// The line.
        line: usize,
    },
    /// An amount in another currency than the books'.
    WrongCurrency {
        /// The line.
        line: usize,
        /// The base currency.
        expected: Currency,
        /// The currency of the amount.
        found: Currency,
    },
    /// An account that is not in these books.
    UnknownAccount {
        /// The line.
        line: usize,
    },
    /// An archived account.
    ArchivedAccount {
        /// The line.
        line: usize,
        /// Code and name.
        account: String,
    },
    /// An account that reports compute.
    ComputedAccount {
        /// The line.
        line: usize,
        /// Code and name.
        account: String,
    },
    /// A balance-sheet account kept in another currency than the books.
    ForeignAccount {
        /// The line.
        line: usize,
        /// Code and name.
        account: String,
        /// The currency that it takes.
        currency: Currency,
    },
    /// Debits and credits differ.
    OutOfBalance {
        /// By how much, above zero.
        by: Total,
        /// The side on which it is missing.
        missing: Side,
    },
    /// Every account has as much debit as credit, so the entry says nothing.
    NetsToNothing,
}

impl EntryRefusal {
    /// A stable word for programs; never changes once released.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PeriodLocked { .. } => "period_locked",
            Self::TooFewLines { .. } => "too_few_lines",
            Self::TooManyLines { .. } => "too_many_lines",
            Self::ZeroAmount { .. } => "zero_amount",
            Self::BothSides { .. } => "both_sides",
            Self::NegativeAmount { .. } => "negative_amount",
            Self::WrongCurrency { .. } => "wrong_currency",
            Self::UnknownAccount { .. } => "unknown_account",
            Self::ArchivedAccount { .. } => "archived_account",
            Self::ComputedAccount { .. } => "computed_account",
            Self::ForeignAccount { .. } => "foreign_account",
            Self::OutOfBalance { .. } => "out_of_balance",
            Self::NetsToNothing => "nets_to_nothing",
        }
    }

    /// The line it is about, counting from 0; none when it is about the whole entry.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::ZeroAmount { line }
            | Self::BothSides { line }
            | Self::NegativeAmount { line }
            | Self::WrongCurrency { line, .. }
            | Self::UnknownAccount { line }
            | Self::ArchivedAccount { line, .. }
            | Self::ComputedAccount { line, .. }
            | Self::ForeignAccount { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// What is wrong and the way out, in plain words; lines are counted from 1 for people.
    pub fn message(&self) -> String {
        let text = self.text();
        match self.line() {
            Some(line) => format!("Line {}: {text}", line + 1),
            None => text,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::PeriodLocked { through, .. } => {
                format!("The books are locked through {through}. Use a later date or move the lock date.")
            }
            Self::TooFewLines { .. } => "An entry needs at least two lines.".to_owned(),
            Self::TooManyLines { max } => format!("An entry takes at most {max} lines. Split it."),
            Self::ZeroAmount { .. } => "type a debit or a credit above zero.".to_owned(),
            Self::BothSides { .. } => "use either debit or credit, not both.".to_owned(),
            Self::NegativeAmount { .. } => "amounts are above zero. Use the other side instead.".to_owned(),
            Self::WrongCurrency { expected, .. } => format!("amounts are in {expected}."),
            Self::UnknownAccount { .. } => "choose an account.".to_owned(),
            Self::ArchivedAccount { account, .. } => {
                format!("{account} is archived. Restore it or choose another account.")
            }
            Self::ComputedAccount { account, .. } => {
                format!("{account} is computed. Choose another account, such as Retained Earnings.")
            }
            Self::ForeignAccount { account, currency, .. } => {
                format!("{account} takes {currency} only. Choose another account.")
            }
            Self::OutOfBalance { by, missing } => {
                let amount = by.grouped();
                format!("Out by {amount}. Add {amount} on the {} side.", missing.code())
            }
            Self::NetsToNothing => {
                "Every account has the same debit and credit, so nothing would change.".to_owned()
            }
        }
    }
}

impl From<EntryRefusal> for Refusal {
    fn from(refusal: EntryRefusal) -> Self {
        Refusal::Rule { code: refusal.code(), message: refusal.message() }
    }
}
