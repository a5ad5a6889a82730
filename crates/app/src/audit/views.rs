//! What delegates look at: pages are noted in memory and written to the log within seconds.
//!
//! One note per stay, kind of page and five minutes: the client reads what was looked at, not each click.

use crate::access::Via;
use crate::audit::LeafDraft;
use crate::door::{Command, Door, OnlyLogged, Work};
use crate::{Actor, App, Tenant};
use kernel::{BooksId, Moment, Refusal, VisitId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How long one note covers.
const COVERS_SECONDS: i64 = 300;
/// The most notes kept; beyond it the oldest that were written are forgotten first.
const MOST_NOTES: usize = 20_000;

/// The kinds of page that a delegate can look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewedPage {
    /// The first page.
    Overview,
    /// The chart of accounts.
    Chart,
    /// The journal.
    Journal,
    /// One entry.
    Entry,
    /// The trial balance.
    TrialBalance,
    /// The settings.
    Settings,
    /// Who may enter.
    ExternalAccess,
    /// The audit log.
    AuditLog,
}

impl ViewedPage {
    /// As the log spells it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Chart => "chart of accounts",
            Self::Journal => "journal",
            Self::Entry => "an entry",
            Self::TrialBalance => "trial balance",
            Self::Settings => "settings",
            Self::ExternalAccess => "external access",
            Self::AuditLog => "audit log",
        }
    }
}

/// A stay, a kind of page, and which five minutes.
type Key = (VisitId, ViewedPage, i64);

struct Note {
    actor: Actor,
    books: BooksId,
    via: Via,
    is_written: bool,
}

/// The pages that delegates opened lately.
#[derive(Default)]
pub struct Views {
    notes: Mutex<BTreeMap<Key, Note>>,
}

impl Views {
    fn notes(&self) -> std::sync::MutexGuard<'_, BTreeMap<Key, Note>> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a delegate looked at a page; nothing when she came through no stay.
    pub fn saw(&self, actor: &Actor, books: BooksId, via: &Via, page: ViewedPage, now: Moment) {
        let Some(visit) = via.visit else { return };
        let mut notes = self.notes();
        let key = (visit, page, now.seconds() / COVERS_SECONDS);
        notes.entry(key).or_insert_with(|| Note {
            actor: actor.clone(),
            books,
            via: via.clone(),
            is_written: false,
        });
        if notes.len() > MOST_NOTES {
            notes.retain(|_, note| !note.is_written);
        }
    }

    /// What is still to be written: one command per stay.
    fn unwritten(&self) -> Vec<(Actor, RecordViews, Vec<Key>)> {
        let notes = self.notes();
        let mut stays: BTreeMap<VisitId, (Actor, RecordViews, Vec<Key>)> = BTreeMap::new();
        for (key, note) in notes.iter().filter(|(_, note)| !note.is_written) {
            let stay = stays.entry(key.0).or_insert_with(|| {
                let command =
                    RecordViews { books: note.books, pages: Vec::new(), via: Hidden(note.via.clone()) };
                (note.actor.clone(), command, Vec::new())
            });
            if !stay.1.pages.contains(&key.1) {
                stay.1.pages.push(key.1);
            }
            stay.2.push(*key);
        }
        stays.into_values().collect()
    }

    fn written(&self, keys: &[Key], now: Moment) {
        let mut notes = self.notes();
        for key in keys {
            if let Some(note) = notes.get_mut(key) {
                note.is_written = true;
            }
        }
        let current = now.seconds() / COVERS_SECONDS;
        notes.retain(|(_, _, bucket), note| !note.is_written || *bucket >= current);
    }
}

/// A connection that is carried along, and no part of what the command asks.
#[derive(Debug, Clone)]
struct Hidden(Via);

impl Serialize for Hidden {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0.connection)
    }
}

/// Writes down what was looked at during one stay. The pages were shown, so it is written whatever has
/// become of the stay since; only the buffer runs it.
#[derive(Debug, Clone, Serialize)]
struct RecordViews {
    books: BooksId,
    pages: Vec<ViewedPage>,
    via: Hidden,
}

impl Command for RecordViews {
    const NAME: &'static str = "record_views";
    type Handle = ();
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.via = Some(self.via.0.clone());
        Ok(())
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let pages: Vec<&str> = self.pages.iter().map(|page| page.word()).collect();
        let leaf = LeafDraft::new(self.books, "books.viewed").on("books", self.books).fact("pages", pages);
        work.record(&OnlyLogged(leaf));
        Ok(())
    }
}

/// Writes what was looked at; what could not be written stays noted.
pub async fn write_views(app: &App) {
    for (actor, command, keys) in app.views().unwritten() {
        match app.run(&actor, None, command).await {
            Ok(()) => app.views().written(&keys, app.now()),
            Err(refusal) => tracing::warn!(%refusal, "looked-at pages could not be written to the log"),
        }
    }
}
