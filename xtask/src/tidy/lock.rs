//! What the lock file may contain: one TLS provider, no OpenSSL, one SQLite.

use super::Problem;
use super::tree::Tree;

const LOCK: &str = "Cargo.lock";

/// Packages of which exactly one version is wanted.
const EXACTLY_ONE: &[&str] = &["ring", "rustls", "libsqlite3-sys"];

/// Other providers of TLS. A name ending in `*` stands for all that begin so.
const OTHER_TLS: &[&str] = &[
    "aws-lc-*",
    "openssl",
    "openssl-sys",
    "openssl-src",
    "openssl-macros",
    "native-tls",
    "tokio-native-tls",
    "hyper-tls",
    "postgres-openssl",
    "postgres-native-tls",
    "boring*",
    "mbedtls*",
    "s2n-tls*",
    "rustls-openssl",
    "rustls-rustcrypto",
    "rustls-graviola",
];

/// Complains about the lock file; one that is missing is a complaint too.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let Some(file) = tree.file(LOCK) else {
        return vec![Problem::new(LOCK, 0, "missing: an application commits its lock file")];
    };
    let names = match package_names(&file.text) {
        Ok(names) => names,
        Err(error) => return vec![Problem::new(LOCK, 0, format!("not read: {error}"))],
    };
    let mut said = Vec::new();
    for name in &names {
        if OTHER_TLS.iter().any(|pattern| matches_name(pattern, name)) {
            said.push(format!(
                "`{name}`: ring is the one TLS provider, turn off the feature that brings this in"
            ));
        }
    }
    for wanted in EXACTLY_ONE {
        let count = names.iter().filter(|name| name == wanted).count();
        if count != 1 {
            said.push(format!("{count} versions of `{wanted}`, exactly one wanted"));
        }
    }
    said.into_iter().map(|what| Problem::new(LOCK, 0, what)).collect()
}

fn matches_name(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn package_names(text: &str) -> Result<Vec<String>, toml::de::Error> {
    let lock: toml::Table = text.parse()?;
    let packages = lock.get("package").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let name = |package: &toml::Value| package.get("name").and_then(toml::Value::as_str).map(str::to_owned);
    Ok(packages.iter().filter_map(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_names(names: &[&str], expected: usize) {
        let text: String = names.iter().map(|name| format!("[[package]]\nname = \"{name}\"\n")).collect();
        let problems = check(&Tree::planted(&[(LOCK, &text)]));
        assert_eq!(problems.len(), expected, "{names:?}: {problems:?}");
    }

    #[test]
    fn a_second_provider_and_openssl_are_found() {
        let good = ["ring", "rustls", "libsqlite3-sys", "openssl-probe"];
        check_names(&good, 0);
        for bad in ["aws-lc-rs", "aws-lc-sys", "openssl-sys", "native-tls", "boring-sys"] {
            check_names(&[&good[..], &[bad]].concat(), 1);
        }
    }

    #[test]
    fn a_second_or_a_missing_sqlite_is_found() {
        check_names(&["ring", "rustls", "libsqlite3-sys", "libsqlite3-sys"], 1);
        check_names(&["ring", "rustls"], 1);
    }

    #[test]
    fn a_missing_or_broken_lock_file_is_found() {
        assert_eq!(check(&Tree::planted(&[])).len(), 1);
        assert_eq!(check(&Tree::planted(&[(LOCK, "= broken")])).len(), 1);
    }
}
