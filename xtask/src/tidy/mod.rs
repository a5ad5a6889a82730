//! Tidy: the house rules that a compiler does not know, one module per rule.
//!
//! Owns the reading of the tree and the list of rules. Promises that every complaint names a file, a line and
//! the way out. Never edits a file.

mod ambient;
mod edges;
mod length;
mod licences;
mod lock;
mod output;
mod places;
mod scan;
mod sql;
mod templates;
mod tree;
mod unfinished;
mod words;

use crate::failure::Failure;
use crate::root::root;
use std::fmt;
use tree::Tree;

/// One breach of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Path from the workspace's folder.
    pub path: String,
    /// Line counted from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do instead.
    pub what: String,
}

impl Problem {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Problem {
        Problem { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// A rule looks at the tree and complains.
type Rule = fn(&Tree) -> Vec<Problem>;

const RULES: &[(&str, Rule)] = &[
    ("length", length::check),
    ("sql", sql::check),
    ("templates", templates::check),
    ("words", words::check),
    ("edges", edges::check),
    ("ambient", ambient::check),
    ("output", output::check),
    ("unfinished", unfinished::check),
    ("places", places::check),
    ("lock", lock::check),
    ("licences", licences::check),
];

/// `cargo xtask tidy`.
pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    let tree = Tree::read(&root())?;
    let problems = problems(&tree);
    for problem in &problems {
        eprintln!("{problem}");
    }
    if problems.is_empty() {
        println!("tidy: {} rules over {} files, nothing to say", RULES.len(), tree.files.len());
        return Ok(());
    }
    let count = problems.len();
    Err(Failure::new(
        format!("{count} breaches of the house rules"),
        "Each line above says what to do instead; STYLE.md says why.",
    ))
}

fn problems(tree: &Tree) -> Vec<Problem> {
    RULES
        .iter()
        .flat_map(|(rule, check)| {
            check(tree)
                .into_iter()
                .map(move |problem| Problem { what: format!("{} [{rule}]", problem.what), ..problem })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let tree = Tree::read(&root()).unwrap();
        assert!(tree.files.len() > 20, "the tree was not read");
        let said: Vec<String> = problems(&tree).iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "\n{}\n", said.join("\n"));
    }

    #[test]
    fn a_problem_names_file_line_and_rule() {
        let tree = Tree::planted(&[("crates/kernel/src/a.rs", "fn a() {\n    dbg!(1);\n}\n")]);
        let said: Vec<String> = problems(&tree).iter().map(ToString::to_string).collect();
        assert!(
            said.iter()
                .any(|line| line.starts_with("crates/kernel/src/a.rs:2: ") && line.ends_with("[unfinished]")),
            "{said:?}"
        );
    }
}
