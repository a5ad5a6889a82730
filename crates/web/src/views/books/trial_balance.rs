//! The trial balance.

use askama::Template;

use crate::views::{
    filters,
    shell::{BooksNav, BooksShell},
};

/// `GET {base}/trial-balance?on=…`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/trial_balance/report.html")]
pub struct TrialBalance {
    /// The frame.
    pub shell: BooksShell,
    /// ISO day.
    pub on: String,
    /// "At 20 November 2026".
    pub title: String,
    /// The base currency's code.
    pub currency: String,
    /// Accounts with a balance, by type.
    pub groups: Vec<BalanceGroup>,
    /// Total of the debits.
    pub debit: String,
    /// Total of the credits.
    pub credit: String,
    /// "Figures as of 20 Nov 2026, 10:44. Prepared by Asha Raman."
    pub source: String,
}

/// The balances of one type of account.
#[derive(Clone, Debug, Default)]
pub struct BalanceGroup {
    /// "Assets".
    pub label: String,
    /// The lines.
    pub lines: Vec<BalanceLine>,
}

/// The balance of an account.
#[derive(Clone, Debug, Default)]
pub struct BalanceLine {
    /// The account's code.
    pub code: String,
    /// The account's name.
    pub account: String,
    /// Written, or empty.
    pub debit: String,
    /// Written, or empty.
    pub credit: String,
    /// The entries behind it.
    pub url: String,
}
