//! Mailed invitations that were opened in a browser: noted in memory, written by commands within seconds.
//!
//! Looking at a page changes nothing by itself; that it was looked at is a fact for the company, whose log and
//! whose list of requests tell it.

use crate::invitations::MarkOpened;
use crate::keys::hash_of;
use crate::{Actor, App};
use kernel::{Refusal, UserId};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most openings that wait to be written; beyond it a new one is left to the next time she looks.
const MOST: usize = 10_000;

/// A person, and the hash of the link that she opened.
type Key = (UserId, [u8; 32]);

/// Openings that are not written yet.
#[derive(Default)]
pub struct Openings {
    waiting: Mutex<BTreeMap<Key, (Actor, MarkOpened)>>,
}

impl Openings {
    fn waiting(&self) -> MutexGuard<'_, BTreeMap<Key, (Actor, MarkOpened)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a signed-in person opened the link; once, however often she looks before it is written.
    pub fn saw(&self, actor: &Actor, secret: &str) {
        let Some(user) = actor.user() else { return };
        let mut waiting = self.waiting();
        if waiting.len() < MOST {
            let mark = MarkOpened { secret: secret.to_owned() };
            waiting.entry((user, hash_of(secret))).or_insert_with(|| (actor.clone(), mark));
        }
    }
}

/// Writes what was opened. What cannot be written because the database is away waits for the next round; what is
/// refused (answered or withdrawn meanwhile) is over.
pub async fn write_openings(app: &App) {
    let waiting = std::mem::take(&mut *app.openings().waiting());
    for (key, (actor, mark)) in waiting {
        match app.run(&actor, None, mark.clone()).await {
            Ok(_) => {}
            Err(Refusal::Fault(fault)) => {
                tracing::warn!(%fault, "an opened invitation could not be written down yet");
                app.openings().waiting().insert(key, (actor, mark));
            }
            Err(refusal) => tracing::debug!(%refusal, "an opened invitation was not written down"),
        }
    }
}
