//! One word per idea, and a few words that name no idea at all.

use super::Problem;
use super::scan::is_word;
use super::tree::{File, Tree};

/// A word that may not name a file or a declaration, and what to do instead.
const BANNED: &[(&str, &str)] = &[
    ("util", "name what it does, beside its user"),
    ("utils", "name what it does, beside its user"),
    ("helper", "name what it does, beside its user"),
    ("helpers", "name what it does, beside its user"),
    ("manager", "name the noun it keeps, or make it functions of that noun"),
    ("service", "name the command, query or worker it is"),
    ("services", "name the commands, queries or workers they are"),
    ("common", "give each thing to the noun it belongs to"),
];

/// A banned word that a place may use, because it is not our word there.
const THEIR_WORDS: &[(&str, &str)] = &[
    // The connection pool's own name for what makes its connections.
    ("crates/store/src/pg.rs", "manager"),
    // Cargo's customary folder for what the test files of one crate share.
    ("crates/evidence/tests/", "common"),
];

/// Keywords that a declared name follows.
const DECLARES: &[&str] =
    &["fn", "struct", "enum", "trait", "type", "mod", "const", "static", "let", "mut", "union"];

/// Complains about banned words in paths and in declared names. Names of other crates may be used as they are.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems: Vec<Problem> = tree.files.iter().filter_map(path_problem).collect();
    for (file, scan) in tree.rust() {
        for (line, text) in scan.lines() {
            for name in declared(text) {
                if let Some((word, instead)) = banned(name).filter(|(word, _)| !is_theirs(file, word)) {
                    let what = format!("`{name}` says \"{word}\": {instead}");
                    problems.push(Problem::new(&file.path, line, what));
                }
            }
        }
    }
    problems
}

fn path_problem(file: &File) -> Option<Problem> {
    let (word, instead) =
        file.path.split(['/', '.']).find_map(banned).filter(|(word, _)| !is_theirs(file, word))?;
    Some(Problem::new(&file.path, 0, format!("the path says \"{word}\": {instead}")))
}

fn is_theirs(file: &File, word: &str) -> bool {
    THEIR_WORDS.iter().any(|(place, theirs)| *theirs == word && file.is_in(&[place]))
}

/// The names that one line of code declares.
fn declared(line: &str) -> Vec<&str> {
    let words: Vec<&str> = line.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .filter(|pair| DECLARES.contains(&pair[0]))
        // A trait of tower's demands an associated type of this name.
        .filter(|pair| *pair != ["type", "Service"])
        .map(|pair| pair[1])
        .collect()
}

/// The banned word that a name contains, with the advice.
fn banned(name: &str) -> Option<(&'static str, &'static str)> {
    let parts = parts(name);
    BANNED.iter().find(|(word, _)| parts.iter().any(|part| part == word)).copied()
}

/// `AuditLogUtils`, `audit_log_utils`, `audit-log-utils` and `AUDIT_LOG_UTILS` in lower-case words.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && after_lower) {
            parts.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            part.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banned_words_in_paths_are_found() {
        for path in ["crates/app/src/utils.rs", "crates/common/src/lib.rs", "docs/mail-helpers.md"] {
            assert_eq!(check(&Tree::planted(&[(path, "")])).len(), 1, "{path}");
        }
        assert_eq!(check(&Tree::planted(&[("docs/services-rendered-uncommon.md", "")])).len(), 1);
        assert_eq!(check(&Tree::planted(&[("docs/uncommon.md", "")])), []);
    }

    #[test]
    fn banned_words_in_declarations_are_found() {
        for code in [
            "struct ConnectionManager;",
            "fn mail_helper() {}",
            "mod common;",
            "fn a() { let mut date_utils = 1; }",
            "const COMMON_DAYS: u8 = 1;",
        ] {
            assert_eq!(check(&Tree::planted(&[("a.rs", code)])).len(), 1, "{code}");
        }
    }

    #[test]
    fn a_word_allowed_in_one_place_is_found_elsewhere() {
        let code = "let manager = 1;";
        assert_eq!(check(&Tree::planted(&[("crates/store/src/pg.rs", code)])), []);
        assert_eq!(check(&Tree::planted(&[("crates/store/src/tx.rs", code)])).len(), 1);
    }

    #[test]
    fn other_crates_names_text_and_comments_pass() {
        let code = "use tower::util::ServiceExt;\n// a common helper\nimpl L { type Service = S; }\nlet x = \"service\";\n";
        assert_eq!(check(&Tree::planted(&[("a.rs", code)])), []);
    }
}
