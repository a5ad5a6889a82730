//! The chart of accounts.

use askama::Template;

use crate::views::{
    filters,
    parts::{Choice, Form},
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
    /// Whether the reader may change the chart.
    pub may_change: bool,
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
    /// Where its code and name are changed.
    pub change_url: String,
    /// Whether it is closed for new entries.
    pub archived: bool,
}

/// `GET {base}/accounts/new` and its POST. Fields: `code`, `name`, `group`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/accounts/new.html")]
pub struct NewAccount {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// The code as typed.
    pub code: String,
    /// The name as typed.
    pub name: String,
    /// Groups by type.
    pub groups: Vec<GroupChoices>,
}

/// The groups of one type in a select.
#[derive(Clone, Debug, Default)]
pub struct GroupChoices {
    /// "Assets".
    pub label: String,
    /// The groups.
    pub choices: Vec<Choice>,
}

/// `GET {account}` and its POST; `/archive` and `/restore` hang below it. Fields: `code`, `name`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/accounts/change.html")]
pub struct ChangeAccount {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// "1010 Bank Account", as it stands.
    pub label: String,
    /// The code as typed or stored.
    pub code: String,
    /// The name as typed or stored.
    pub name: String,
    /// "Cash & Cash Equivalents".
    pub group: String,
    /// The account's address.
    pub url: String,
    /// The entries behind it.
    pub entries_url: String,
    /// The key of the form that archives or restores.
    pub archive_key: String,
    /// Whether it is closed for new entries.
    pub archived: bool,
    /// Why it cannot be archived, when it cannot.
    pub kept: Option<String>,
    /// Why the reader may only read.
    pub closed: Option<String>,
}
