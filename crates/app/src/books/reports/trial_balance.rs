//! The trial balance at the end of a day.

use super::{Cut, balances, damaged};
use crate::access::BooksKey;
use crate::books::chart;
use crate::books::store::{company, log_size};
use crate::door::{Door, Query};
use kernel::{BooksId, Currency, Day, Refusal, Total};
use ledger::Account;

/// The trial balance at the end of a day; of today where the company is, when none is named.
pub struct TrialBalance {
    /// Whose books.
    pub books: BooksId,
    /// The day.
    pub day: Option<Day>,
}

/// The report.
#[derive(Debug, Clone)]
pub struct TrialBalanceReport {
    /// The day at whose end the figures stand.
    pub day: Day,
    /// The first day of its fiscal year.
    pub year_start: Day,
    /// The base currency.
    pub base: Currency,
    /// Accounts with a balance, by type, group and code.
    pub rows: Vec<ReportRow>,
    /// The sum of the debits, equal to that of the credits.
    pub total: Total,
    /// Profit (above zero) or loss of the fiscal year to date.
    pub profit_for_the_year: Total,
    /// How many records the audit log had: the position that the report reflects.
    pub log_size: u64,
}

/// One account on one side.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// The account.
    pub account: Account,
    /// Its balance if it is a debit, else zero.
    pub debit: Total,
    /// Its balance if it is a credit, else zero.
    pub credit: Total,
}

impl Query for TrialBalance {
    type Output = TrialBalanceReport;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<TrialBalanceReport, Refusal> {
        let handle = door.read_books(self.books, BooksKey::ReportRead).await?;
        let now = door.now;
        let read = door.read();
        let books = handle.books(read);
        let company = company(read, books).await?;
        let day = self.day.unwrap_or_else(|| company.time_zone.today(now));
        let cut = Cut::at(day, company.fiscal_year_end);
        let chart = chart::all(read, books).await?;
        let balances = balances(read, books, company.currency, &cut).await?;
        let log_size = log_size(read, books).await?;
        let report =
            ledger::trial_balance(company.currency, &chart, &balances).map_err(damaged)?.without_empty();
        let rows = report
            .rows
            .iter()
            .map(|row| ReportRow { account: row.account.clone(), debit: row.debit, credit: row.credit })
            .collect();
        Ok(TrialBalanceReport {
            day,
            year_start: cut.year_start,
            base: company.currency,
            rows,
            total: report.total,
            profit_for_the_year: report.profit_for_the_year,
            log_size,
        })
    }
}
