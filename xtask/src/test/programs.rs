//! Where the programs are that the stages use.

use crate::step;
use std::path::{Path, PathBuf};
use std::process::Command;

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The folder with PostgreSQL's server programs: Debian's newest, else the one on the path.
pub fn postgres() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders: Vec<PathBuf> =
        installed.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists()).collect();
    newest(folders).or_else(|| on_path("initdb")?.parent().map(Path::to_path_buf))
}

/// The folder with the highest version in its name.
fn newest(folders: Vec<PathBuf>) -> Option<PathBuf> {
    let version = |bin: &PathBuf| {
        let name = bin.parent()?.file_name()?.to_str()?;
        name.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<_>>>()
    };
    folders.into_iter().filter(|bin| version(bin).is_some()).max_by_key(version)
}

/// The browser, also when the person names one by `COUNTINGHOUSE_CHROMIUM`.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("COUNTINGHOUSE_CHROMIUM").map(PathBuf::from).filter(|path| path.exists());
    named.or_else(|| CHROMIUM.iter().find_map(|name| on_path(name)))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    step::quietly(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_server_is_found_by_number_not_by_letter() {
        let folders = ["/p/9.6/bin", "/p/15/bin", "/p/other/bin"].map(PathBuf::from).to_vec();
        assert_eq!(newest(folders), Some(PathBuf::from("/p/15/bin")));
        assert_eq!(newest(vec![PathBuf::from("/p/other/bin")]), None);
    }
}
