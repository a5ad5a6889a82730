//! The chart with its balances.

use super::store;
use crate::access::BooksKey;
use crate::books::reports::{self, Cut};
use crate::books::store::company;
use crate::door::{Door, Query};
use kernel::{BooksId, Currency, Day, Refusal, Total};
use ledger::{Account, AccountBalance};
use std::collections::HashMap;

/// The chart of accounts with today's balances.
pub struct ChartOfAccounts {
    /// Whose books.
    pub books: BooksId,
}

/// The chart as it stands.
#[derive(Debug, Clone)]
pub struct CompanyChart {
    /// The base currency.
    pub base: Currency,
    /// The day of the balances: today where the company is.
    pub day: Day,
    /// The accounts in the order of their codes, archived ones included.
    pub accounts: Vec<ChartAccount>,
    /// Whether the reader may change the chart.
    pub may_change: bool,
}

/// An account and its balance.
#[derive(Debug, Clone)]
pub struct ChartAccount {
    /// The account.
    pub account: Account,
    /// Debit is above zero; income and expense are those of the fiscal year to date.
    pub balance: Total,
}

impl Query for ChartOfAccounts {
    type Output = CompanyChart;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<CompanyChart, Refusal> {
        let handle = door.read_books(self.books, BooksKey::AccountingRead).await?;
        let now = door.now;
        let read = door.read();
        let books = handle.books(read);
        let company = company(read, books).await?;
        let day = company.time_zone.today(now);
        let chart = store::all(read, books).await?;
        let cut = Cut::at(day, company.fiscal_year_end);
        let balances = reports::balances(read, books, company.currency, &cut).await?;
        let accounts = with_balances(company.currency, chart, &balances)?;
        let may_change = handle.may(BooksKey::AccountingWrite);
        Ok(CompanyChart { base: company.currency, day, accounts, may_change })
    }
}

/// Each account with what the trial balance of that day shows for it.
fn with_balances(
    base: Currency,
    chart: Vec<Account>,
    balances: &[AccountBalance],
) -> Result<Vec<ChartAccount>, Refusal> {
    let report = ledger::trial_balance(base, &chart, balances).map_err(reports::damaged)?;
    let mut shown = HashMap::with_capacity(report.rows.len());
    for row in &report.rows {
        shown.insert(row.account.id, row.debit.checked_sub(row.credit).map_err(reports::damaged)?);
    }
    let balance = |account: &Account| shown.get(&account.id).copied().unwrap_or(Total::zero(base));
    Ok(chart
        .iter()
        .map(|account| ChartAccount { balance: balance(account), account: account.clone() })
        .collect())
}
