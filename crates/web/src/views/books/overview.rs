//! The first page of the books.

use askama::Template;

use crate::views::{
    dashboard::{Notice, Step},
    filters,
    parts::Happening,
    shell::{BooksNav, BooksShell},
};

/// `GET {base}`.
#[derive(Template, Clone, Debug)]
#[template(path = "books/overview/overview.html")]
pub struct Overview {
    /// The frame.
    pub shell: BooksShell,
    /// "Friday 20 November 2026".
    pub today: String,
    /// Something to settle first.
    pub notice: Option<Notice>,
    /// What to do next, while the books are young.
    pub steps: Vec<Step>,
    /// Figures worth a line each.
    pub figures: Vec<Figure>,
    /// The latest entries.
    pub recent: Vec<RecentEntry>,
    /// Who was here and did what.
    pub activity: Vec<Happening>,
}

/// One figure with its list.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The figure.
    pub value: String,
    /// One fact.
    pub detail: String,
    /// The list behind it.
    pub url: String,
}

/// An entry in short.
#[derive(Clone, Debug, Default)]
pub struct RecentEntry {
    /// "19 Nov".
    pub day: String,
    /// Its number.
    pub number: String,
    /// What for.
    pub what: String,
    /// Its total.
    pub amount: String,
    /// Its page.
    pub url: String,
}
