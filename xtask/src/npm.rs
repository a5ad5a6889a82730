//! What comes from npm: the accessibility checker, pinned by `xtask/browser/package-lock.json` with an
//! integrity hash, installed into Cargo's output folder.

use crate::failure::Failure;
use crate::root::{root, target};
use crate::step;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where packages are installed: built things' folder, never the source tree.
pub fn folder() -> PathBuf {
    target().join("browser")
}

/// A file inside an installed package.
pub fn file(package: &str, inside: &str) -> PathBuf {
    folder().join("node_modules").join(package).join(inside)
}

/// The exact version that the lock file pins.
pub fn pinned(package: &str) -> Result<String, Failure> {
    let path = root().join("xtask/browser/package-lock.json");
    let key = format!("node_modules/{package}");
    version_in(&path, |lock| &lock["packages"][&key]["version"])
}

/// Whether the pinned version is installed already.
pub fn is_installed(package: &str) -> bool {
    let installed = version_in(&file(package, "package.json"), |manifest| &manifest["version"]);
    matches!((installed, pinned(package)), (Ok(installed), Ok(pinned)) if installed == pinned)
}

fn version_in(path: &Path, at: impl Fn(&Value) -> &Value) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path.display(), error))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| Failure::io(path.display(), error))?;
    let version = at(&value).as_str().map(str::to_owned);
    version.ok_or_else(|| Failure::io(path.display(), "names no version"))
}

/// Installs all that is declared, exactly as locked, without running any package's scripts.
pub fn install() -> Result<(), Failure> {
    let folder = folder();
    std::fs::create_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    for name in ["package.json", "package-lock.json"] {
        let from = root().join("xtask/browser").join(name);
        std::fs::copy(&from, folder.join(name)).map_err(|error| Failure::io(from.display(), error))?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder);
    step::run(npm, "Check that npm can reach its registry; nothing else is fetched from there.").map(|_| ())
}
