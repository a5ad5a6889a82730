//! Counts that the bench and `/metrics` read; kept with relaxed atomics, never on a lock.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Counters of one database, since the start.
#[derive(Debug, Default)]
pub struct Stats {
    pub(crate) statements: AtomicU64,
    pub(crate) round_trips: AtomicU64,
    pub(crate) commits: AtomicU64,
    pub(crate) writes: AtomicU64,
    pub(crate) retries: AtomicU64,
}

/// What the counters said at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Statements run.
    pub statements: u64,
    /// Times that a write waited for PostgreSQL; 0 on SQLite.
    pub round_trips: u64,
    /// Commits, each with its sync.
    pub commits: u64,
    /// Commands committed; more than commits when they were grouped.
    pub writes: u64,
    /// Commands run again after a lost race.
    pub retries: u64,
}

impl Stats {
    pub(crate) fn add(counter: &AtomicU64, count: u64) {
        counter.fetch_add(count, Relaxed);
    }
    /// Reads all counters.
    #[must_use]
    pub fn figures(&self) -> Figures {
        Figures {
            statements: self.statements.load(Relaxed),
            round_trips: self.round_trips.load(Relaxed),
            commits: self.commits.load(Relaxed),
            writes: self.writes.load(Relaxed),
            retries: self.retries.load(Relaxed),
        }
    }
}
