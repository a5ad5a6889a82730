//! The settings of a company.

use askama::Template;

use crate::views::{
    filters,
    parts::{Choice, Form},
    shell::{BooksNav, BooksShell},
};

/// `GET {base}/settings`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/settings/hub.html")]
pub struct SettingsHub {
    /// The frame.
    pub shell: BooksShell,
    /// Who may enter, in a few words.
    pub access: String,
    /// "Locked through 31 December 2025".
    pub lock: String,
}

/// `GET {base}/settings/company` and its POST.
/// Fields: `name`, `legal_name`, `country`, `year_end_month`, `year_end_day`, `zone`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/settings/company.html")]
pub struct CompanySettings {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// The trading name as typed or stored.
    pub name: String,
    /// The legal name as typed or stored.
    pub legal_name: String,
    /// Countries.
    pub countries: Vec<Choice>,
    /// The permanent base currency.
    pub currency: String,
    /// Months.
    pub months: Vec<Choice>,
    /// Days.
    pub days: Vec<Choice>,
    /// Time zones.
    pub zones: Vec<Choice>,
    /// Why the reader may only read.
    pub closed: Option<String>,
}

/// `GET {base}/settings/lock` and its POST. Field: `lock_day` (ISO, or empty to lift the lock).
#[derive(Template, Clone, Debug)]
#[template(path = "books/settings/lock.html")]
pub struct LockDay {
    /// The frame.
    pub shell: BooksShell,
    /// State of the form.
    pub form: Form,
    /// The last locked day as typed or stored, or empty.
    pub lock_day: String,
    /// Why the reader may only read.
    pub closed: Option<String>,
}
