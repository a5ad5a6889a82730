//! Every page with believable words on it: empty, filled, refused.
//!
//! Used by the test that reads them and by the preview that draws them.

mod books;
mod personal;
mod portal;
mod public;

use askama::Template;
use web::views::parts::{FieldError, Form, Mark, Person, When};

/// A page's file name and its HTML.
pub struct Sample {
    /// `clients-filled`.
    pub name: &'static str,
    /// The document, or a fragment when the name starts with `fragment-`.
    pub html: String,
}

/// Renders one page.
pub fn sample(name: &'static str, page: &impl Template) -> Sample {
    Sample { name, html: page.render().expect("a page renders") }
}

/// All of them.
pub fn all() -> Vec<Sample> {
    [public::pages(), portal::pages(), books::pages(), personal::pages()].into_iter().flatten().collect()
}

/// A form as first shown.
pub fn form(id: &str) -> Form {
    Form::new(id, "5f2b8c1e9a7d4036")
}

/// A form that came back with two fields refused.
pub fn refused(id: &str, errors: &[(&str, &str)]) -> Form {
    let errors = errors.iter().map(|(name, text)| FieldError { name: (*name).into(), text: (*text).into() });
    Form { errors: errors.collect(), trouble: Some("Two things to put right".into()), ..form(id) }
}

/// A client's book.
pub fn mark(name: &str, initials: &str, cloth: u8) -> Mark {
    Mark { name: name.into(), initials: initials.into(), cloth }
}

/// A person.
pub fn person(name: &str, initials: &str, detail: &str) -> Person {
    Person { name: name.into(), initials: initials.into(), detail: detail.into() }
}

/// A moment.
pub fn when(text: &str) -> When {
    When { text: text.into(), iso: "2026-11-20T10:41:07Z".into() }
}

/// Choices of a select, the one named chosen.
pub fn choices(all: &[&str], chosen: &str) -> Vec<web::views::parts::Choice> {
    all.iter()
        .map(|label| web::views::parts::Choice {
            value: label.to_lowercase(),
            label: (*label).into(),
            hint: String::new(),
            chosen: *label == chosen,
        })
        .collect()
}
