//! The key file: 32 random bytes beside the database, readable by its owner alone.

use crate::Trouble;
use kernel::Entropy;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// Reads the key file, or makes one. A key file that others may read is refused.
pub fn load_or_make(path: &Path, entropy: &dyn Entropy) -> Result<[u8; 32], Trouble> {
    let trouble = |error: std::io::Error| Trouble::new(&path.display().to_string(), error);
    if !path.exists() {
        let parent = path.parent().unwrap_or_else(|| Path::new("."));
        let draft = path.with_extension("new");
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&draft)
            .map_err(trouble)?;
        file.write_all(&entropy.bytes()).and_then(|()| file.sync_all()).map_err(trouble)?;
        std::fs::rename(&draft, path).map_err(trouble)?;
        std::fs::File::open(parent).and_then(|folder| folder.sync_all()).map_err(trouble)?;
    }
    let mode = std::fs::metadata(path).map_err(trouble)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Trouble(format!("{} may be read by others: chmod 600 it", path.display())));
    }
    let bytes = std::fs::read(path).map_err(trouble)?;
    bytes
        .try_into()
        .map_err(|_| Trouble(format!("{} is not a key file: it must hold 32 bytes", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_guarded() {
        let folder = std::env::temp_dir().join(format!("ch-key-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("key");
        let first = load_or_make(&path, &crate::clock::MachineEntropy).expect("made");
        assert_eq!(load_or_make(&path, &crate::clock::MachineEntropy).expect("read"), first);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("chmod");
        assert!(load_or_make(&path, &crate::clock::MachineEntropy).is_err());
        std::fs::remove_dir_all(folder).expect("cleanup");
    }
}
