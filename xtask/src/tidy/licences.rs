//! Every package's licence is known and one we may ship under.

use super::Problem;
use super::tree::Tree;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const LOCK: &str = "Cargo.lock";

/// Licences that ask for no more than their notice, and file-level copyleft. `deny.toml` says the same.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Complains about packages in the lock file without a licence we know.
pub fn check(tree: &Tree) -> Vec<Problem> {
    match read(&tree.root) {
        Ok(packages) => judge(&packages),
        Err(why) => vec![Problem::new(LOCK, 0, format!("licences not read: {why}"))],
    }
}

/// A package and the licence that it declares.
struct Package {
    name: String,
    licence: Option<String>,
}

fn judge(packages: &[Package]) -> Vec<Problem> {
    let unknown = packages.iter().filter(|package| !package.licence.as_deref().is_some_and(is_allowed));
    unknown
        .map(|package| {
            let licence = package.licence.as_deref().unwrap_or("no licence");
            let what =
                format!("`{}` has {licence}: not on the list, choose another package or ask", package.name);
            Problem::new(LOCK, 0, what)
        })
        .collect()
}

/// Asks Cargo for every locked package: from what is already here, and only when that is not enough from the
/// network (packages for other systems are fetched by no build).
fn read(root: &Path) -> Result<Vec<Package>, String> {
    let here = metadata(root, &["--offline"]);
    let text = here.or_else(|_| metadata(root, &[]))?;
    let parsed: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let packages = parsed["packages"].as_array().ok_or("cargo named no packages")?;
    Ok(packages
        .iter()
        .map(|package| Package {
            name: package["name"].as_str().unwrap_or_default().to_owned(),
            licence: package["license"].as_str().map(str::to_owned),
        })
        .collect())
}

fn metadata(root: &Path, extra: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(extra)
        .current_dir(root)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// Whether an SPDX expression can be met with the list. `A/B`, the old way of writing, is read as `A OR B`.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = tokens.as_slice();
    let met = either(&mut rest);
    met == Some(true) && rest.is_empty()
}

fn either(rest: &mut &[&str]) -> Option<bool> {
    let mut met = both(rest)?;
    while rest.first() == Some(&"OR") {
        *rest = &rest[1..];
        met |= both(rest)?;
    }
    Some(met)
}

fn both(rest: &mut &[&str]) -> Option<bool> {
    let mut met = one(rest)?;
    while rest.first() == Some(&"AND") {
        *rest = &rest[1..];
        met &= one(rest)?;
    }
    Some(met)
}

fn one(rest: &mut &[&str]) -> Option<bool> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    if *first == "(" {
        let met = either(rest)?;
        let (close, after) = rest.split_first()?;
        *rest = after;
        return (*close == ")").then_some(met);
    }
    let mut licence = (*first).to_owned();
    if let ["WITH", exception, after @ ..] = *rest {
        licence = format!("{licence} WITH {exception}");
        *rest = after;
    }
    Some(ALLOWED.contains(&licence.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_or_not() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "MIT OR GPL-3.0-only",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "CC0-1.0 OR MIT-0 OR Apache-2.0",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in
            ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "MIT OR", "(MIT", "MIT)", "OpenSSL", "AGPL-3.0"]
        {
            assert!(!is_allowed(bad), "{bad}");
        }
    }

    #[test]
    fn an_unknown_and_a_missing_licence_are_found() {
        let package = |name: &str, licence: Option<&str>| Package {
            name: name.to_owned(),
            licence: licence.map(str::to_owned),
        };
        let packages = [package("a", Some("MIT")), package("b", Some("SSPL-1.0")), package("c", None)];
        let said: Vec<String> = judge(&packages).into_iter().map(|problem| problem.what).collect();
        assert_eq!(said.len(), 2);
        assert!(
            said[0].starts_with("`b` has SSPL-1.0") && said[1].starts_with("`c` has no licence"),
            "{said:?}"
        );
    }

    #[test]
    fn cargo_deny_reads_the_same_list() {
        let text = std::fs::read_to_string(crate::root::root().join("deny.toml")).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let listed = table["licenses"]["allow"].as_array().unwrap();
        let listed: Vec<&str> = listed.iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(listed, ALLOWED);
    }

    #[test]
    fn this_workspace_names_its_packages() {
        let packages = read(&crate::root::root()).unwrap();
        assert!(packages.iter().any(|package| package.name == "ring"));
    }
}
