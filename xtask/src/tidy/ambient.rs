//! Time and randomness come in as parameters.

use super::Problem;
use super::scan::has_word;
use super::tree::{File, Tree};

/// What reads the machine's clock or its randomness.
const AMBIENT: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "UtcDateTime::now",
    "Utc::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "thread_rng",
    "OsRng",
    "rand::",
    "getrandom",
];

/// Where the real clock and the real randomness enter: wiring, the store's time-outs, tests, tools.
const LISTED: &[&str] = &["crates/server/", "crates/store/", "crates/testkit/", "crates/bench/", "xtask/"];

/// Complains about ambient time and randomness. A file named `random.rs` is the door for randomness, one named
/// `clock.rs` the door for time.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, scan) in tree.rust().filter(|(file, _)| !is_door(file)) {
        for (line, code) in scan.lines() {
            if let Some(found) = AMBIENT.iter().find(|name| has_word(code, name)) {
                let what = format!("`{found}` is ambient: take the clock or the randomness as a parameter");
                problems.push(Problem::new(&file.path, line, what));
            }
        }
    }
    problems
}

fn is_door(file: &File) -> bool {
    let name = file.path.rsplit('/').next();
    file.is_in(LISTED) || file.is_test() || matches!(name, Some("random.rs" | "clock.rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambient_time_and_randomness_are_found() {
        for code in [
            "let t = Instant::now();",
            "std::time::SystemTime::now()",
            "getrandom::fill(&mut b)",
            "rand::random()",
        ] {
            assert_eq!(check(&Tree::planted(&[("crates/app/src/a.rs", code)])).len(), 1, "{code}");
        }
    }

    #[test]
    fn doors_comments_and_like_names_pass() {
        for (path, code) in [
            ("crates/server/src/main.rs", "Instant::now()"),
            ("crates/app/src/random.rs", "getrandom::fill(&mut b)"),
            ("crates/app/src/identity/tests.rs", "Instant::now()"),
            ("crates/app/src/a.rs", "// Instant::now\nlet x = clock.now(); brand::name()"),
        ] {
            assert_eq!(check(&Tree::planted(&[(path, code)])), [], "{path}");
        }
    }
}
