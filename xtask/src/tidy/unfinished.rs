//! Nothing unfinished is kept.

use super::Problem;
use super::scan::has_word;
use super::tree::Tree;

/// Notes to oneself, in two pieces each so that this file does not contain them. (Three crosses are no note here:
/// they are the currency code for no currency.)
const NOTES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

/// Code that stands for code.
const STUBS: &[&str] = &["todo!", "unimplemented!", "dbg!"];

/// What people write by hand here.
const WRITTEN: &[&str] = &["rs", "html", "css", "js", "toml", "sql", "txt", "sh", "yml"];

/// Complains about notes and stubs.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in &tree.files {
        let kind = file.path.rsplit('.').next().unwrap_or_default();
        if WRITTEN.contains(&kind) {
            for (index, line) in file.text.lines().enumerate() {
                if let Some(note) = NOTES.iter().find(|note| has_word(line, note)) {
                    let what = format!("`{note}`: do it in this change, or file it as an issue");
                    problems.push(Problem::new(&file.path, index + 1, what));
                }
            }
        }
        for (line, code) in file.rust.iter().flat_map(|scan| scan.lines()) {
            if let Some(stub) = STUBS.iter().find(|stub| has_word(code, stub)) {
                problems.push(Problem::new(
                    &file.path,
                    line,
                    format!("`{stub}` is not code to keep: finish it"),
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_stubs_are_found() {
        for note in NOTES {
            let comment = format!("// {note}: later");
            for path in ["a.rs", "a.css", "a.html"] {
                assert_eq!(check(&Tree::planted(&[(path, &comment)])).len(), 1, "{path} {note}");
            }
        }
        for stub in STUBS {
            assert_eq!(check(&Tree::planted(&[("a.rs", &format!("{stub}()"))])).len(), 1, "{stub}");
        }
    }

    #[test]
    fn strings_and_prose_pass() {
        assert_eq!(check(&Tree::planted(&[("a.rs", "let a = \"dbg!\"; // todo list")])), []);
    }
}
