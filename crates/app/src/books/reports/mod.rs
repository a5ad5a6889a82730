//! Reports of one company, computed from the maintained balances.
//!
//! Owns: no table. Promises: one snapshot per report, and it names the position of the audit log that
//! it reflects; the cost follows accounts × periods, never lines. Never: rounds or estimates.

mod store;
mod trial_balance;

pub use trial_balance::{ReportRow, TrialBalance, TrialBalanceReport};

use crate::books::reports::store::Side;
use ::store::Read;
use kernel::{BooksId, Currency, Day, Fault, FiscalYearEnd, Month, Refusal, Total};
use ledger::AccountBalance;
use std::collections::BTreeMap;

/// What stored balances that cannot be added up mean: damage, never a reader's mistake.
pub(super) fn damaged(error: impl std::fmt::Display) -> Refusal {
    Fault::internal(format!("balances: {error}")).into()
}

/// The moment of a report: its day, and the first day of the fiscal year that it lies in.
pub(super) struct Cut {
    pub day: Day,
    pub year_start: Day,
}

impl Cut {
    /// At the end of a day.
    pub fn at(day: Day, year_end: FiscalYearEnd) -> Self {
        Self { day, year_start: year_end.year_of(day).start }
    }

    /// Months that are read day by day: that of the day, and that in which the year began.
    fn edge_months(&self) -> Vec<Month> {
        let mut months = vec![self.year_start.month(), self.day.month()];
        months.dedup();
        months
    }
}

/// Each account's balance, split at the start of the fiscal year, in the order of their ids.
///
/// Whole months come from the monthly rows; only the edges are read by day.
pub(super) async fn balances(
    read: &mut Read<'_>,
    books: BooksId,
    base: Currency,
    cut: &Cut,
) -> Result<Vec<AccountBalance>, Refusal> {
    let mut sums = store::months(read, books, cut.day.month(), cut.year_start.month()).await?;
    for month in cut.edge_months() {
        let last = month.last_day().min(cut.day);
        sums.extend(store::days(read, books, (month.first_day(), last), cut.year_start).await?);
    }
    let nothing = Total::zero(base);
    let mut found: BTreeMap<_, AccountBalance> = BTreeMap::new();
    for sum in sums {
        let balance = found.entry(sum.account).or_insert(AccountBalance {
            account: sum.account,
            before_year: nothing,
            in_year: nothing,
        });
        let part = match sum.side {
            Side::BeforeYear => &mut balance.before_year,
            Side::InYear => &mut balance.in_year,
        };
        *part = part.checked_add(Total::from_minor(sum.net, base)).map_err(damaged)?;
    }
    Ok(found.into_values().collect())
}
