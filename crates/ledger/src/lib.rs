//! Double entry: the chart, what makes an entry valid, balances and the reports computed from them.
//!
//! Promises: pure functions over values, the same answer for the same input; every sum exact or refused.
//! Never: I/O, a clock, SQL, a float.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod account;
pub mod balance;
pub mod chart;
mod chart_table;
mod chart_words;
pub mod entry;
pub mod entry_refusal;
pub mod trial_balance;

pub use account::{Account, Posting};
pub use balance::{AccountDelta, BalanceDeltas, Movement, Movements};
pub use chart::{
    AccountCode, AccountGroup, AccountKind, AccountType, CashFlow, ChartRow, NormalSide, Side,
    StatementPlace, SystemRole, default_chart, postable_chart,
};
pub use entry::{DraftEntry, DraftLine, Entry, Line, Rules, check_lock, problems, validate};
pub use entry_refusal::EntryRefusal;
pub use trial_balance::{
    AccountBalance, TrialBalance, TrialBalanceError, TrialBalanceRow, account_balances, trial_balance,
};

#[cfg(test)]
mod laws;
#[cfg(test)]
mod test_books;
