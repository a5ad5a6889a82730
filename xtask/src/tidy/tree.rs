//! The text files of the tree, read once for all rules.

use super::scan::{self, Scan};
use crate::failure::Failure;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders that hold what was built or downloaded, not what was written.
const NOT_WRITTEN: &[&str] = &["target", ".git", "node_modules", "demo-data"];

/// One text file.
pub struct File {
    /// Path from the workspace's folder, with forward slashes.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Code, strings and comments apart; present for Rust only.
    pub rust: Option<Scan>,
}

impl File {
    /// A file from its parts, scanned when it is Rust.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> File {
        let (path, text) = (path.into(), text.into());
        let rust = path.ends_with(".rs").then(|| scan::scan(&text));
        File { path, text, rust }
    }

    /// Whether the path is one of the given files or lies in one of the given folders (which end in `/`).
    pub fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            if place.ends_with('/') { self.path.starts_with(place) } else { self.path == *place }
        })
    }

    /// Whether this is test code by its place: a `tests` folder or a `tests.rs`.
    pub fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs")
    }
}

/// Everything a rule looks at.
pub struct Tree {
    /// The workspace's folder.
    pub root: PathBuf,
    /// Its text files, by path.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads the tree: what git knows or would add, else every file on disk.
    pub fn read(root: &Path) -> Result<Tree, Failure> {
        let mut paths = match tracked(root) {
            Some(paths) => paths,
            None => on_disk(root)?,
        };
        paths.sort();
        paths.dedup();
        let mut files = Vec::new();
        for path in paths {
            // A file deleted but not yet committed is still listed; binary files have no text to judge.
            if let Ok(bytes) = std::fs::read(root.join(&path))
                && let Ok(text) = String::from_utf8(bytes)
            {
                files.push(File::new(path, text));
            }
        }
        Ok(Tree { root: root.to_path_buf(), files })
    }

    /// The Rust files with their scans.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Scan)> {
        self.files.iter().filter_map(|file| file.rust.as_ref().map(|scan| (file, scan)))
    }

    /// One file by its path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// A tree that exists only in a test.
    #[cfg(test)]
    pub fn planted(files: &[(&str, &str)]) -> Tree {
        Tree {
            root: PathBuf::from("/nowhere"),
            files: files.iter().map(|(path, text)| File::new(*path, *text)).collect(),
        }
    }
}

fn tracked(root: &Path) -> Option<Vec<String>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    if !listed.status.success() {
        return None;
    }
    let names = String::from_utf8(listed.stdout).ok()?;
    Some(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn on_disk(root: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| Failure::io(folder.display(), error))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if NOT_WRITTEN.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(inside) = path.strip_prefix(root) {
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_git_the_disk_is_read_and_built_files_are_not() {
        let root = std::env::temp_dir().join(format!("tidy-tree-{}", std::process::id()));
        std::fs::create_dir_all(root.join("target")).unwrap();
        std::fs::create_dir_all(root.join("src")).unwrap();
        std::fs::write(root.join("target/made.rs"), "fn made() {}").unwrap();
        std::fs::write(root.join("src/written.rs"), "fn written() {}").unwrap();
        let found = on_disk(&root);
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(found, Ok(vec!["src/written.rs".to_owned()]));
    }
}
