//! The hub: fans hints out to the open streams of this process.

use crate::Tenant;
use crate::realtime::{Hint, Topic};
use kernel::{SessionId, UserId};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;

/// What a stream hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Something may look different: ask again.
    Hint(Hint),
    /// What this person may see has changed, or the server stops: the stream ends.
    End,
}

/// The most streams one person may keep open.
pub const MOST_STREAMS: usize = 32;
/// Signals a slow stream may fall behind before it is ended; on reconnecting it refreshes all.
const BACKLOG: usize = 64;

struct Listener {
    user: UserId,
    session: SessionId,
    tenants: HashSet<Tenant>,
    to: mpsc::Sender<Signal>,
}

impl Listener {
    /// All by which it is found.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let own = [Key::Person(self.user), Key::Session(self.session)];
        own.into_iter().chain(self.tenants.iter().copied().map(Key::Watches))
    }
}

/// By what a stream is found, so that a hint costs what it reaches and not what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Watches(Tenant),
    Person(UserId),
    Session(SessionId),
}

#[derive(Default)]
struct Inner {
    next: u64,
    listeners: HashMap<u64, Listener>,
    found_by: HashMap<Key, BTreeSet<u64>>,
}

impl Inner {
    fn add(&mut self, listener: Listener) -> u64 {
        self.next += 1;
        for key in listener.keys() {
            self.found_by.entry(key).or_default().insert(self.next);
        }
        self.listeners.insert(self.next, listener);
        self.next
    }

    fn remove(&mut self, number: u64) -> Option<Listener> {
        let listener = self.listeners.remove(&number)?;
        for key in listener.keys() {
            if let Some(numbers) = self.found_by.get_mut(&key) {
                numbers.remove(&number);
                if numbers.is_empty() {
                    self.found_by.remove(&key);
                }
            }
        }
        Some(listener)
    }

    fn numbers(&self, key: Key) -> Vec<u64> {
        self.found_by.get(&key).map(|numbers| numbers.iter().copied().collect()).unwrap_or_default()
    }

    fn end(&mut self, number: u64) {
        if let Some(listener) = self.remove(number) {
            // A full backlog ends by the closed channel instead.
            let _ = listener.to.try_send(Signal::End);
        }
    }
}

/// All open streams of this process.
#[derive(Default, Clone)]
pub struct Hub {
    inner: Arc<Mutex<Inner>>,
}

/// One open stream; dropping it closes it.
pub struct Subscription {
    number: u64,
    hub: Hub,
    /// What it hears; `None` when it has ended.
    pub signals: mpsc::Receiver<Signal>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.hub.lock().remove(self.number);
    }
}

impl Hub {
    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a stream for a person over the tenants she may see now; `None` beyond the cap.
    #[must_use]
    pub fn subscribe(
        &self,
        user: UserId,
        session: SessionId,
        tenants: HashSet<Tenant>,
    ) -> Option<Subscription> {
        let (to, signals) = mpsc::channel(BACKLOG);
        let mut inner = self.lock();
        if inner.found_by.get(&Key::Person(user)).map_or(0, BTreeSet::len) >= MOST_STREAMS {
            return None;
        }
        let number = inner.add(Listener { user, session, tenants, to });
        Some(Subscription { number, hub: self.clone(), signals })
    }

    /// Tells everybody who watches the hint's tenant. A person's own hint ends her streams: she
    /// opens a new one under what she may see then.
    pub fn tell(&self, hint: Hint) {
        let mut inner = self.lock();
        if let (Topic::Person, Tenant::Person(user)) = (hint.topic, hint.tenant) {
            for number in inner.numbers(Key::Person(user)) {
                inner.end(number);
            }
        }
        for number in inner.numbers(Key::Watches(hint.tenant)) {
            let heard = inner.listeners.get(&number).map(|one| one.to.try_send(Signal::Hint(hint)).is_ok());
            if heard == Some(false) {
                inner.remove(number);
            }
        }
    }

    /// Ends the streams of one session.
    pub fn end_session(&self, session: SessionId) {
        let mut inner = self.lock();
        for number in inner.numbers(Key::Session(session)) {
            inner.end(number);
        }
    }

    /// Ends all streams: the server stops.
    pub fn end_all(&self) {
        let mut inner = self.lock();
        let all: Vec<u64> = inner.listeners.keys().copied().collect();
        for number in all {
            inner.end(number);
        }
    }

    /// How many streams are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.lock().listeners.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{BooksId, Id as _};

    fn user(n: u8) -> UserId {
        UserId::from_bytes([n; 16])
    }

    #[test]
    fn a_hint_reaches_those_who_may_see_its_tenant_and_nobody_else() {
        let hub = Hub::default();
        let books = Tenant::Books(BooksId::from_bytes([7; 16]));
        let mut sees = hub.subscribe(user(1), SessionId::from_bytes([1; 16]), [books].into()).expect("room");
        let mut other = hub.subscribe(user(2), SessionId::from_bytes([2; 16]), HashSet::new()).expect("room");
        let hint = Hint { tenant: books, topic: Topic::Entries };
        hub.tell(hint);
        assert_eq!(sees.signals.try_recv(), Ok(Signal::Hint(hint)));
        assert!(other.signals.try_recv().is_err());
    }

    #[test]
    fn a_change_of_rights_ends_the_person_s_streams() {
        let hub = Hub::default();
        let mut stream =
            hub.subscribe(user(1), SessionId::from_bytes([1; 16]), HashSet::new()).expect("room");
        hub.tell(Hint { tenant: Tenant::Person(user(1)), topic: Topic::Person });
        assert_eq!(stream.signals.try_recv(), Ok(Signal::End));
        assert_eq!(hub.open(), 0);
    }

    #[test]
    fn one_person_cannot_take_all_streams() {
        let hub = Hub::default();
        let session = SessionId::from_bytes([1; 16]);
        let held: Vec<_> =
            (0..MOST_STREAMS).map(|_| hub.subscribe(user(1), session, HashSet::new())).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(hub.subscribe(user(1), session, HashSet::new()).is_none());
        drop(held);
        assert!(hub.subscribe(user(1), session, HashSet::new()).is_some());
    }

    #[test]
    fn what_has_ended_leaves_nothing_behind() {
        let hub = Hub::default();
        let watched: HashSet<Tenant> = [Tenant::Operator, Tenant::Person(user(1))].into();
        let mut first =
            hub.subscribe(user(1), SessionId::from_bytes([1; 16]), watched.clone()).expect("room");
        let second = hub.subscribe(user(1), SessionId::from_bytes([2; 16]), watched.clone()).expect("room");
        let third = hub.subscribe(user(2), SessionId::from_bytes([3; 16]), watched).expect("room");
        hub.end_session(SessionId::from_bytes([1; 16]));
        assert_eq!(first.signals.try_recv(), Ok(Signal::End));
        assert_eq!(hub.open(), 2);
        drop(second);
        assert_eq!(hub.open(), 1);
        hub.end_all();
        drop(third);
        assert!(hub.lock().listeners.is_empty() && hub.lock().found_by.is_empty());
    }

    #[test]
    fn who_falls_too_far_behind_is_ended() {
        let hub = Hub::default();
        let mut slow =
            hub.subscribe(user(1), SessionId::from_bytes([1; 16]), [Tenant::Operator].into()).expect("room");
        for _ in 0..=BACKLOG {
            hub.tell(Hint { tenant: Tenant::Operator, topic: Topic::Log });
        }
        assert_eq!(hub.open(), 0);
        for _ in 0..BACKLOG {
            assert!(matches!(slow.signals.try_recv(), Ok(Signal::Hint(_))));
        }
        assert!(slow.signals.try_recv().is_err());
    }
}
