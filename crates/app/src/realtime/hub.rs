//! The hub: fans hints out to the open streams of this process.

use crate::Tenant;
use crate::realtime::{Hint, Topic};
use kernel::{SessionId, UserId};
use std::collections::{HashMap, HashSet};
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

#[derive(Default)]
struct Inner {
    next: u64,
    listeners: HashMap<u64, Listener>,
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
        self.hub.lock().listeners.remove(&self.number);
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
        if inner.listeners.values().filter(|listener| listener.user == user).count() >= MOST_STREAMS {
            return None;
        }
        inner.next += 1;
        let number = inner.next;
        inner.listeners.insert(number, Listener { user, session, tenants, to });
        Some(Subscription { number, hub: self.clone(), signals })
    }

    /// Tells everybody who watches the hint's tenant. A person's own hint ends her streams: she
    /// opens a new one under what she may see then.
    pub fn tell(&self, hint: Hint) {
        let mut gone = Vec::new();
        let mut inner = self.lock();
        for (number, listener) in &inner.listeners {
            let ends = hint.topic == Topic::Person && hint.tenant == Tenant::Person(listener.user);
            let signal = if ends { Signal::End } else { Signal::Hint(hint) };
            if !ends && !listener.tenants.contains(&hint.tenant) {
                continue;
            }
            if listener.to.try_send(signal).is_err() || ends {
                gone.push(*number);
            }
        }
        for number in gone {
            inner.listeners.remove(&number);
        }
    }

    /// Ends the streams of one session.
    pub fn end_session(&self, session: SessionId) {
        self.end_where(|listener| listener.session == session);
    }

    /// Ends all streams: the server stops.
    pub fn end_all(&self) {
        self.end_where(|_| true);
    }

    /// How many streams are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.lock().listeners.len()
    }

    fn end_where(&self, which: impl Fn(&Listener) -> bool) {
        let mut inner = self.lock();
        inner.listeners.retain(|_, listener| {
            let ends = which(listener);
            if ends {
                // A full backlog ends by the closed channel instead.
                let _ = listener.to.try_send(Signal::End);
            }
            !ends
        });
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
}
