//! Laws of a company's books.

mod chart;
mod entries;
mod recount;
mod reports;
mod sabotage;
mod settings;
