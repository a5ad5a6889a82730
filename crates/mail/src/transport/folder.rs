//! One RFC 5322 file per mail: the default until a mail server is configured.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::DeliveryFailure;
use crate::envelope::Rendered;
use crate::reader::{self, StoredMail};

/// Writes mails to `DIR/mail/`, readable by the owner only because they hold live links.
#[derive(Debug, Clone)]
pub struct FolderPost {
    folder: PathBuf,
}

impl FolderPost {
    /// A post box under the data directory. The folder is made with the first mail.
    pub fn new(data: &Path) -> FolderPost {
        FolderPost { folder: data.join("mail") }
    }

    /// Writes the mail to a temporary file, syncs it and renames it into place. The same `Message-ID`
    /// overwrites, so a repetition leaves one file.
    ///
    /// # Errors
    ///
    /// Always [`DeliveryFailure::Temporary`]: a full or missing disk may come back.
    pub async fn deliver(&self, message: &Rendered) -> Result<(), DeliveryFailure> {
        let folder = self.folder.clone();
        let file = file_name(message.message_id());
        let bytes = message.bytes().to_vec();
        match tokio::task::spawn_blocking(move || write(&folder, &file, &bytes)).await {
            Ok(written) => written.map_err(|error| DeliveryFailure::temporary(&error)),
            Err(stopped) => Err(DeliveryFailure::temporary(&stopped)),
        }
    }

    /// The newest mails first, at most `limit`. Files that are no mails are left out.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read. A folder that does not exist yet is empty.
    pub async fn list(&self, limit: usize) -> io::Result<Vec<StoredMail>> {
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || list(&folder, limit)).await.map_err(io::Error::other)?
    }

    /// One mail by the file name that [`FolderPost::list`] gave. Names that lead elsewhere find nothing.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub async fn find(&self, file: &str) -> io::Result<Option<StoredMail>> {
        if file != file_name(file.trim_end_matches(".eml")) {
            return Ok(None);
        }
        match tokio::fs::read(self.folder.join(file)).await {
            Ok(bytes) => Ok(reader::read(file, &bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The id without angle brackets and with nothing that a file system or URL reads as its own.
fn file_name(message_id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
    let id = message_id.trim_start_matches('<').trim_end_matches('>');
    let safe = id.chars().map(|c| if plain(c) { c } else { '_' }).collect::<String>();
    format!("{}.eml", safe.trim_start_matches('.'))
}

fn write(folder: &Path, file: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(folder.join(file))?;
    sync_folder(folder)
}

/// Makes the rename itself durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Folders cannot be opened for syncing here.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn list(folder: &Path, limit: usize) -> io::Result<Vec<StoredMail>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files: Vec<(SystemTime, String)> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".eml") {
            files.push((entry.metadata()?.modified()?, name));
        }
    }
    files.sort_unstable_by(|a, b| b.cmp(a));
    let mut mails = Vec::new();
    for (_, name) in files.into_iter().take(limit) {
        mails.extend(reader::read(&name, &fs::read(folder.join(&name))?));
    }
    Ok(mails)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_stays_in_its_folder() {
        assert_eq!(file_name("<obx_1@mail.example>"), "obx_1@mail.example.eml");
        assert_eq!(file_name("<../../etc/passwd>"), "_.._etc_passwd.eml");
        assert_eq!(file_name(".hidden"), "hidden.eml");
    }
}
