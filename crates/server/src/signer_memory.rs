//! What the signer signed last, in files beside the key: an older copy of the database cannot forget it.
//!
//! One file per log under `signer/`, holding the text of its last checkpoint. A file is replaced whole and
//! synced before the signature leaves the server.

use app::audit::SignerMemory;
use evidence::checkpoint::Checkpoint;
use evidence::tree::Head;
use kernel::Fault;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A folder of remembered heads.
pub struct FolderMemory {
    folder: PathBuf,
    /// One writer at a time: a draft is never two logs'.
    writing: Mutex<()>,
}

impl FolderMemory {
    /// In the folder that holds the key.
    pub fn beside_key(data: &Path) -> Self {
        Self { folder: data.join("signer"), writing: Mutex::new(()) }
    }

    /// The file of a log. Its name is the origin with slashes as commas: no origin has commas.
    fn file(&self, origin: &str) -> PathBuf {
        self.folder.join(origin.replace('/', ","))
    }

    fn fault(path: &Path, error: impl std::fmt::Display) -> Fault {
        Fault::internal(format!("{}: {error}", path.display()))
    }

    fn write(&self, path: &Path, text: &str) -> std::io::Result<()> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let draft = self.folder.join("draft");
        let mut file =
            std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, path)?;
        std::fs::File::open(&self.folder)?.sync_all()
    }
}

impl SignerMemory for FolderMemory {
    fn last(&self, origin: &str) -> Result<Option<Head>, Fault> {
        let path = self.file(origin);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Self::fault(&path, error)),
        };
        // A file that cannot be read is no reason to sign anything.
        let checkpoint = Checkpoint::parse(&text).map_err(|error| Self::fault(&path, error))?;
        if checkpoint.origin == origin {
            Ok(Some(checkpoint.head))
        } else {
            Err(Self::fault(&path, "another log's checkpoint"))
        }
    }

    fn remember(&self, origin: &str, head: Head) -> Result<(), Fault> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.last(origin)?.is_some_and(|last| last.size >= head.size) {
            return Ok(());
        }
        let path = self.file(origin);
        let text = Checkpoint { origin: origin.to_owned(), head }.to_text();
        self.write(&path, &text).map_err(|error| Self::fault(&path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::hash::leaf_hash;

    #[test]
    fn a_head_outlives_the_process_and_never_shrinks() {
        let data = std::env::temp_dir().join(format!("ch-signer-{}", std::process::id()));
        std::fs::create_dir_all(&data).expect("a folder");
        let head = |size: u64| Head { size, root: leaf_hash(&size.to_be_bytes()) };
        let memory = FolderMemory::beside_key(&data);
        assert_eq!(memory.last("a.test/audit/bks_1"), Ok(None));
        memory.remember("a.test/audit/bks_1", head(9)).expect("remembered");
        memory.remember("a.test/audit/bks_1", head(5)).expect("ignored");
        let later = FolderMemory::beside_key(&data);
        assert_eq!(later.last("a.test/audit/bks_1"), Ok(Some(head(9))));
        assert_eq!(later.last("a.test/audit/bks_2"), Ok(None));
        std::fs::write(data.join("signer/a.test,audit,bks_1"), "nonsense").expect("written");
        assert!(later.last("a.test/audit/bks_1").is_err());
        std::fs::remove_dir_all(data).expect("cleanup");
    }
}
