//! The chart of accounts.

use askama::Template;

use crate::views::{
    filters,
    shell::{BooksNav, BooksShell},
};

/// `GET {base}/accounts`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/accounts/chart.html")]
pub struct Chart {
    /// The frame.
    pub shell: BooksShell,
    /// What is searched for, or empty.
    pub query: String,
    /// Accounts by type.
    pub groups: Vec<AccountGroup>,
}

/// The accounts of one type.
#[derive(Clone, Debug, Default)]
pub struct AccountGroup {
    /// "Assets".
    pub label: String,
    /// The accounts in order of their codes.
    pub accounts: Vec<AccountLine>,
}

/// An account.
#[derive(Clone, Debug, Default)]
pub struct AccountLine {
    /// "1200".
    pub code: String,
    /// Its name.
    pub name: String,
    /// "Bank".
    pub kind: String,
    /// Its currency's code.
    pub currency: String,
    /// Its balance, or an en dash.
    pub balance: String,
    /// The entries behind the balance.
    pub url: String,
    /// Whether it is closed for new entries.
    pub archived: bool,
}
