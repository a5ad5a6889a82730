//! What each letter says, in English.
//!
//! Owns the sentences, one file per part of the product. Promises that every field passes through
//! [`name`] or [`words`] on its way in; a test sends hostile text through all of them. Never formats a date
//! or an amount: those arrive as text in the reader's way.

mod ending;
mod invitation;
mod sign_in;
mod team;

use crate::body::{Fact, Link, Section};
use crate::neutral::{name, words};

const PRODUCT: &str = "Countinghouse";

fn fact(label: &'static str, value: impl Into<String>) -> Fact {
    Fact { label, value: value.into(), mailto: None }
}

fn button(label: &'static str, url: &str) -> Option<Link> {
    Some(Link { label, url: url.to_owned() })
}

fn paragraph(sentence: &str) -> Section {
    Section::Paragraph(sentence.to_owned())
}

/// The section for somebody's optional words; nothing when they are empty.
fn said(raw: Option<&str>, by: Option<String>) -> Option<Section> {
    let paragraphs = words(raw.unwrap_or_default());
    (!paragraphs.is_empty()).then_some(Section::Words { paragraphs, by })
}

/// Branch and role, one fact each.
fn roles(branch_roles: &[(String, String)]) -> Section {
    let facts =
        branch_roles.iter().map(|(branch, role)| fact("Branch", format!("{}, {}", name(branch), name(role))));
    Section::Facts(facts.collect())
}
