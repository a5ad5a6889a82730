//! Which crate may know which, and which domain may know which.

use super::Problem;
use super::scan::has_word;
use super::tree::{File, Tree};

/// The workspace's one direction: each crate and the crates it may ship with. Development dependencies are
/// free; a crate that is not listed here is free too.
const CRATES: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("ledger", &["kernel"]),
    ("evidence", &["kernel"]),
    ("store", &["kernel"]),
    ("mail", &["kernel"]),
    ("app", &["kernel", "ledger", "evidence", "store", "mail"]),
    ("web", &["kernel", "ledger", "evidence", "app"]),
    ("server", &["kernel", "ledger", "evidence", "store", "mail", "app", "web"]),
    ("bench", &["kernel", "ledger", "evidence", "store", "app"]),
    ("testkit", &["kernel", "ledger", "evidence", "store", "mail", "app", "web"]),
];

/// Crates of this workspace by the folder under `crates/`.
const OURS: &[&str] = &[
    "kernel",
    "ledger",
    "evidence",
    "store",
    "mail",
    "app",
    "web",
    "countinghouse",
    "testkit",
    "bench",
    "xtask",
];

/// Who may name a driver: the store, and the bench, whose ceilings are the engines without the store.
const DRIVEN: &[&str] = &["store", "bench"];

/// Database drivers: the store's alone.
const DRIVERS: &[&str] = &["rusqlite", "tokio_postgres", "deadpool_postgres"];

/// Words that the code of a place may not use, and why.
const FORBIDDEN_WORDS: &[(&str, &[&str], &str)] = &[
    ("crates/web/", &["store::"], "pages know no store: ask `app` with a query"),
    ("crates/kernel/", &["async", "await", "tokio"], "the kernel is plain values: no async"),
    ("crates/ledger/", &["async", "await", "tokio"], "the ledger is pure functions: no async"),
    ("crates/evidence/", &["async", "await", "tokio"], "evidence is pure functions: no async"),
];

/// Domains of `app` and the domains that they never name. Deciding and recording come before telling: what
/// is told (mail, hints, jobs) is derived from recorded events, never called from there.
const FORBIDDEN_DOMAINS: &[(&str, &[&str])] = &[
    ("access", &["mail", "jobs", "realtime", "integrations", "billing", "referrals"]),
    ("audit", &["mail", "jobs", "realtime", "integrations", "billing", "referrals"]),
];

/// Complains about edges that the architecture does not draw.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in &tree.files {
        if file.path.ends_with("/Cargo.toml") {
            problems.extend(manifest_problems(file));
        }
    }
    for (file, scan) in tree.rust() {
        for (line, code) in scan.lines() {
            problems.extend(
                line_problems(file, code).into_iter().map(|what| Problem::new(&file.path, line, what)),
            );
        }
    }
    problems
}

/// What one line of code names that its place may not.
fn line_problems(file: &File, code: &str) -> Vec<String> {
    let mut said = Vec::new();
    if !file.is_in(&["crates/store/", "crates/bench/src/raw/"]) {
        for driver in DRIVERS.iter().filter(|driver| has_word(code, driver)) {
            said.push(format!(
                "`{driver}` outside the store crate: the store is the only one that names a driver"
            ));
        }
    }
    for (place, words, why) in FORBIDDEN_WORDS.iter().filter(|(place, ..)| file.is_in(&[place])) {
        for word in words.iter().filter(|word| has_word(code, word)) {
            said.push(format!("`{word}` in {place}: {why}"));
        }
    }
    for (from, domains) in FORBIDDEN_DOMAINS {
        let folder = format!("crates/app/src/{from}/");
        for domain in domains.iter().filter(|_| file.is_in(&[&folder]) && !file.is_test()) {
            if has_word(code, &format!("crate::{domain}")) {
                said.push(format!(
                    "`{from}` never names `{domain}`: record an event and let `{domain}` follow it"
                ));
            }
        }
    }
    said
}

/// What one crate's manifest depends on that it may not.
fn manifest_problems(file: &File) -> Vec<Problem> {
    let Some(folder) = file.path.strip_prefix("crates/").and_then(|rest| rest.strip_suffix("/Cargo.toml"))
    else {
        return Vec::new();
    };
    let table: toml::Table = match file.text.parse() {
        Ok(table) => table,
        Err(error) => return vec![Problem::new(&file.path, 0, format!("not read: {error}"))],
    };
    let mut said = Vec::new();
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let Some(names) = table.get(section).and_then(toml::Value::as_table) else { continue };
        for name in names.keys() {
            if !DRIVEN.contains(&folder) && DRIVERS.contains(&name.replace('-', "_").as_str()) {
                said.push(format!(
                    "`{name}` outside the store crate: the store is the only one that names a driver"
                ));
            }
            if section == "dependencies" && !may_ship_with(folder, name) {
                said.push(format!(
                    "`{folder}` may not depend on `{name}`: the crates know each other in one direction"
                ));
            }
        }
    }
    said.into_iter().map(|what| Problem::new(&file.path, 0, what)).collect()
}

fn may_ship_with(folder: &str, dependency: &str) -> bool {
    let known = CRATES.iter().find(|(name, _)| *name == folder);
    !OURS.contains(&dependency) || known.is_none_or(|(_, allowed)| allowed.contains(&dependency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_count(path: &str, text: &str, expected: usize) {
        let problems = check(&Tree::planted(&[(path, text)]));
        assert_eq!(problems.len(), expected, "{path}: {text}: {problems:?}");
    }

    #[test]
    fn a_driver_outside_the_store_is_found() {
        check_count("crates/app/src/a.rs", "use rusqlite::Connection;", 1);
        check_count("crates/testkit/Cargo.toml", "[dependencies]\ntokio-postgres = \"1\"", 1);
        check_count("crates/web/Cargo.toml", "[dev-dependencies]\nrusqlite.workspace = true", 1);
        check_count("crates/store/src/a.rs", "use rusqlite::Connection;", 0);
        check_count("crates/bench/src/raw/a.rs", "use rusqlite::Connection;", 0);
        check_count("crates/bench/src/a.rs", "use rusqlite::Connection;", 1);
        check_count("crates/bench/Cargo.toml", "[dependencies]\nrusqlite.workspace = true", 0);
        check_count("crates/app/src/a.rs", "// rusqlite says no", 0);
    }

    #[test]
    fn a_page_that_names_a_store_is_found() {
        check_count("crates/web/src/pages/a.rs", "use app::practice::store::rows;", 1);
        check_count("crates/web/src/pages/a.rs", "let store = 1;", 0);
    }

    #[test]
    fn async_in_a_pure_crate_is_found() {
        check_count("crates/kernel/src/a.rs", "async fn a() {}", 1);
        check_count("crates/ledger/src/a.rs", "use tokio::sync::Mutex;", 1);
        check_count("crates/evidence/src/a.rs", "a().await;", 1);
        check_count("crates/app/src/a.rs", "async fn a() {}", 0);
    }

    #[test]
    fn a_crate_that_looks_up_is_found() {
        check_count("crates/kernel/Cargo.toml", "[dependencies]\nstore.workspace = true", 1);
        check_count("crates/app/Cargo.toml", "[dependencies]\nweb.workspace = true", 1);
        check_count("crates/app/Cargo.toml", "[dependencies]\ntestkit.workspace = true", 1);
        check_count("crates/app/Cargo.toml", "[dev-dependencies]\ntestkit.workspace = true", 0);
        check_count(
            "crates/web/Cargo.toml",
            "[dependencies]\napp.workspace = true\naxum.workspace = true",
            0,
        );
    }

    #[test]
    fn a_domain_that_reaches_too_far_is_found() {
        check_count("crates/app/src/access/policy.rs", "use crate::mail::queue;", 1);
        check_count("crates/app/src/access/policy.rs", "use crate::practice::Role;", 0);
    }
}
