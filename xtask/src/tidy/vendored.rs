//! Copied browser libraries are what the lock says, all of them and nothing else.

use super::Problem;
use super::tree::{Tree, VENDORED};
use crate::vendor::{LOCK, WANTED, sha256};
use std::collections::BTreeMap;

const NPM_LOCK: &str = "xtask/browser/package-lock.json";
const AGAIN: &str = "run `cargo xtask vendor`";

/// Complains about copies that changed, are missing or were never declared.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let locked = match tree.file(LOCK).map(|file| locked(&file.text)) {
        Some(Ok(locked)) => locked,
        Some(Err(why)) => return vec![Problem::new(LOCK, 0, format!("not read: {why}"))],
        None => return vec![Problem::new(LOCK, 0, format!("missing: {AGAIN}"))],
    };
    let mut problems = Vec::new();
    for wanted in WANTED.iter().filter(|wanted| !locked.contains_key(wanted.to)) {
        problems.push(Problem::new(LOCK, 0, format!("`{}` is not locked: {AGAIN}", wanted.to)));
    }
    for (name, copy) in &locked {
        let path = format!("{VENDORED}{name}");
        match tree.file(&path) {
            None => problems.push(Problem::new(&path, 0, format!("missing: {AGAIN}"))),
            Some(file) if sha256(file.text.as_bytes()) != copy.sha256 => {
                problems.push(Problem::new(&path, 0, format!("changed: copies stay as published, {AGAIN}")));
            }
            Some(_) => {}
        }
        if pinned(tree, &copy.package).is_none_or(|version| version != copy.version) {
            let what = format!(
                "`{name}` is {} {}, which npm's lock file does not pin: {AGAIN}",
                copy.package, copy.version
            );
            problems.push(Problem::new(LOCK, 0, what));
        }
    }
    let undeclared = tree.files.iter().filter_map(|file| file.path.strip_prefix(VENDORED));
    for name in undeclared.filter(|name| !locked.contains_key(*name)) {
        let what = "not in vendor.lock: declare it in `xtask/src/vendor.rs` or remove it";
        problems.push(Problem::new(&format!("{VENDORED}{name}"), 0, what));
    }
    problems
}

struct Copy {
    package: String,
    version: String,
    sha256: String,
}

fn locked(text: &str) -> Result<BTreeMap<String, Copy>, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let entries = table.get("file").and_then(toml::Value::as_array).ok_or("no file is named")?;
    entries
        .iter()
        .map(|entry| {
            let text = |key: &str| {
                entry.get(key).and_then(toml::Value::as_str).map(str::to_owned).ok_or(key.to_owned())
            };
            let copy = Copy { package: text("package")?, version: text("version")?, sha256: text("sha256")? };
            Ok((text("name")?, copy))
        })
        .collect()
}

fn pinned(tree: &Tree, package: &str) -> Option<String> {
    let lock: serde_json::Value = serde_json::from_str(&tree.file(NPM_LOCK)?.text).ok()?;
    lock["packages"][format!("node_modules/{package}")]["version"].as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree in which everything wanted is copied, then changed by the test.
    fn check_tree(change: impl Fn(&mut Vec<(String, String)>), expected: &str) {
        let mut lock = String::new();
        let mut files = Vec::new();
        for wanted in WANTED {
            let content = format!("content of {}", wanted.to);
            let hash = sha256(content.as_bytes());
            let (name, package) = (wanted.to, wanted.package);
            lock += &format!(
                "[[file]]\nname = \"{name}\"\npackage = \"{package}\"\nversion = \"1\"\nsha256 = \"{hash}\"\n"
            );
            files.push((format!("{VENDORED}{}", wanted.to), content));
        }
        files.push((LOCK.to_owned(), lock));
        files.push((
            NPM_LOCK.to_owned(),
            r#"{"packages":{"node_modules/htmx.org":{"version":"1"}}}"#.to_owned(),
        ));
        change(&mut files);
        let borrowed: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let said: Vec<String> = check(&Tree::planted(&borrowed)).iter().map(ToString::to_string).collect();
        assert_eq!(said.is_empty(), expected.is_empty(), "{said:?}");
        assert!(said.iter().all(|line| line.contains(expected)), "{said:?}");
    }

    #[test]
    fn copies_as_locked_pass() {
        check_tree(|_| {}, "");
    }

    #[test]
    fn a_changed_a_missing_and_an_undeclared_copy_are_found() {
        check_tree(|files| files[0].1.push(' '), "changed");
        check_tree(|files| files.retain(|(path, _)| !path.ends_with("htmx.min.js")), "missing");
        check_tree(|files| files.push((format!("{VENDORED}other.js"), String::new())), "not in vendor.lock");
        check_tree(|files| files.retain(|(path, _)| path != LOCK), "missing");
    }

    #[test]
    fn a_copy_of_another_version_than_npms_lock_is_found() {
        check_tree(|files| files.retain(|(path, _)| path != NPM_LOCK), "does not pin");
    }
}
