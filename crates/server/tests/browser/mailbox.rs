//! [`Mailbox`]: the letters that a server wrote as files, read as their receivers would.

use crate::house::LOOK;
use mail::FolderPost;
use mail::reader::StoredMail;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Letters leave within seconds; a rejection's waits for its 30 seconds of grace.
const PATIENCE: Duration = Duration::from_secs(50);
const MANY: usize = 500;

/// The post of all processes. A letter that was read once is not found again.
pub struct Mailbox {
    folders: Vec<FolderPost>,
    read: Mutex<HashSet<String>>,
}

/// A letter, as far as a journey needs it.
#[derive(Debug, Clone)]
pub struct Letter {
    pub subject: String,
    pub text: String,
}

impl Letter {
    /// The path and query of the first link that holds `part`.
    pub fn link(&self, part: &str) -> String {
        let links = self.text.split_whitespace().filter(|word| word.starts_with("http"));
        let link = links.map(|link| link.trim_end_matches(['.', ',', ')'])).find(|link| link.contains(part));
        let link = link.unwrap_or_else(|| panic!("no link with {part:?} in: {}", self.text));
        let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
        rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
    }
}

impl Mailbox {
    /// The post under these data folders.
    pub fn new<'a>(data: impl Iterator<Item = &'a Path>) -> Mailbox {
        Mailbox { folders: data.map(FolderPost::new).collect(), read: Mutex::default() }
    }

    /// The newest letter to `address` whose subject holds `words` and that was not read yet; waits for it.
    pub async fn letter(&self, address: &str, words: &str) -> Letter {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let all = self.all().await;
            let fits = |mail: &&StoredMail| mail.to.contains(address) && mail.subject.contains(words);
            if let Some(mail) = all.iter().filter(fits).find(|mail| self.is_fresh(mail)) {
                self.read.lock().expect("nobody panicked").insert(mail.file.clone());
                return Letter { subject: mail.subject.clone(), text: mail.text.clone() };
            }
            let seen: Vec<String> = all.iter().map(|mail| format!("{}: {}", mail.to, mail.subject)).collect();
            assert!(Instant::now() < deadline, "no letter to {address} about {words:?}; there are {seen:#?}");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// How many letters to `address` have a subject that holds `words`, read or not.
    pub async fn count(&self, address: &str, words: &str) -> usize {
        let all = self.all().await;
        all.iter().filter(|mail| mail.to.contains(address) && mail.subject.contains(words)).count()
    }

    fn is_fresh(&self, mail: &StoredMail) -> bool {
        !self.read.lock().expect("nobody panicked").contains(&mail.file)
    }

    async fn all(&self) -> Vec<StoredMail> {
        let mut all = Vec::new();
        for folder in &self.folders {
            // A file that is just being renamed may fail to read; the next look finds it.
            all.extend(folder.list(MANY).await.unwrap_or_default());
        }
        all
    }
}
