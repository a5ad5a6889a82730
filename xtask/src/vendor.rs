//! `cargo xtask vendor`: copies browser libraries into the tree, unchanged, with licence and hash.
//!
//! The server's binary carries them, so a build needs no npm; tidy keeps the copies equal to `vendor.lock`.

use crate::failure::Failure;
use crate::root::root;
use crate::{npm, step};
use sha2::{Digest, Sha256};

/// Where the hashes are kept: beside the assets, not among them, so that it is not served.
pub const LOCK: &str = "crates/web/vendor.lock";

/// One file to copy.
pub struct Wanted {
    /// Package in `xtask/browser/package.json`.
    pub package: &'static str,
    /// Path inside the package.
    pub from: &'static str,
    /// File name under `crates/web/assets/vendor/`.
    pub to: &'static str,
}

/// Every file that is copied. Adding one is a line here; htmx's server-sent-events extension is not among them
/// because one stream serves all tabs of a browser and our own module holds it.
pub const WANTED: &[Wanted] = &[
    Wanted { package: "htmx.org", from: "dist/htmx.min.js", to: "htmx.min.js" },
    Wanted { package: "htmx.org", from: "LICENSE", to: "htmx.LICENSE.txt" },
];

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Installs what is declared, copies what is wanted, writes the lock.
pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    step::heading("vendor: browser libraries from npm");
    npm::install()?;
    let folder = root().join(crate::tidy::VENDORED);
    std::fs::create_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    let mut lock = String::from(
        "# Written by `cargo xtask vendor`; tidy checks it. Copied unchanged from npm packages.\n",
    );
    for wanted in WANTED {
        let from = npm::file(wanted.package, wanted.from);
        let bytes = std::fs::read(&from).map_err(|error| Failure::io(from.display(), error))?;
        let to = folder.join(wanted.to);
        std::fs::write(&to, &bytes).map_err(|error| Failure::io(to.display(), error))?;
        lock.push_str(&entry(wanted, &npm::pinned(wanted.package)?, &sha256(&bytes)));
        println!("{} ({} bytes)", wanted.to, bytes.len());
    }
    let path = root().join(LOCK);
    std::fs::write(&path, lock).map_err(|error| Failure::io(path.display(), error))
}

fn entry(wanted: &Wanted, version: &str, sha256: &str) -> String {
    let Wanted { package, from, to } = wanted;
    format!(
        "\n[[file]]\nname = \"{to}\"\npackage = \"{package}\"\nversion = \"{version}\"\nfrom = \"{from}\"\nsha256 = \"{sha256}\"\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_standard_one() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn an_entry_is_read_back_as_it_was_meant() {
        let table: toml::Table = entry(&WANTED[0], "4.0.1", "00").parse().unwrap();
        assert_eq!(table["file"][0]["package"].as_str(), Some("htmx.org"));
        assert_eq!(table["file"][0]["version"].as_str(), Some("4.0.1"));
    }
}
