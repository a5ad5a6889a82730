//! SQL stands where SQL belongs: in `store.rs` files, in the store crate, in migrations.

use super::Problem;
use super::tree::{File, Tree};

/// Where else SQL may stand: fault injection and probes of the engines, and this rule's own examples.
const LISTED: &[&str] = &["crates/store/", "crates/testkit/", "crates/bench/src/raw/", "xtask/"];

/// Complains about string literals that are SQL in files that are no stores.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, scan) in tree.rust().filter(|(file, _)| !may_hold_sql(file)) {
        for string in scan.strings.iter().filter(|string| is_sql(&string.text)) {
            let what = "SQL outside a `store.rs`: move it there and call it by what it means";
            problems.push(Problem::new(&file.path, string.line, what));
        }
    }
    problems
}

fn may_hold_sql(file: &File) -> bool {
    let holds = |part: &str| matches!(part, "store.rs" | "store" | "migrations.rs" | "migrations");
    file.is_in(LISTED) || file.is_test() || file.path.split('/').any(holds)
}

/// Whether a literal reads as a statement. The house writes SQL in one case throughout; a sentence for
/// people begins with one capital or lacks the second keyword.
fn is_sql(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().take(200).map(str::to_owned).collect();
    let Some(first) = words.first() else { return false };
    let one_case = *first == first.to_lowercase() || *first == first.to_uppercase();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let has = |keyword: &str| lower.contains(&keyword);
    one_case
        && match lower.as_slice() {
            ["select", ..] => {
                has("from") && (has("where") || has("order") || has("limit") || lower.len() <= 4)
            }
            ["insert", "into", ..] | ["delete", "from", ..] => true,
            ["update", _, "set", ..] => true,
            ["create" | "drop" | "alter", "table" | "index" | "view" | "role" | "unique" | "policy", ..] => {
                true
            }
            ["with", _, "as", next, ..] => next.starts_with('('),
            ["pragma", ..] => true,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "fn q() { run(\"select name\\n from branch\\n where id = $1\"); }";

    #[test]
    fn sql_in_a_command_is_found() {
        let problems = check(&Tree::planted(&[("crates/app/src/practice/list.rs", QUERY)]));
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn sql_in_a_store_a_migration_or_a_test_passes() {
        for path in [
            "crates/app/src/practice/store.rs",
            "crates/app/src/practice/store/teams.rs",
            "crates/app/src/migrations/m0001.rs",
            "crates/store/src/engine.rs",
            "crates/app/src/practice/tests.rs",
        ] {
            assert_eq!(check(&Tree::planted(&[(path, QUERY)])), [], "{path}");
        }
    }

    #[test]
    fn statements_are_told_from_sentences() {
        for sql in [
            "select 1 from branch",
            "select a, b from t where c = $1",
            "insert into t (a) values ($1)",
            "update t set a = $1",
            "delete from t",
            "with x as (select 1) select * from x",
            "CREATE TABLE t (a)",
            "pragma journal_mode = wal",
        ] {
            assert!(is_sql(sql), "{sql}");
        }
        for prose in [
            "Select a branch from the list",
            "select a branch from the list above",
            "update your address",
            "with thanks as always",
            "selected",
            "",
        ] {
            assert!(!is_sql(prose), "{prose}");
        }
    }
}
