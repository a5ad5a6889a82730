//! Failure on purpose: the tests fail the k-th statement, for every k, on both engines.
//!
//! One relaxed load per statement in the product; nothing is armed there.

use kernel::{Fault, FaultKind};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8, AtomicU64, Ordering::SeqCst};

/// Left when every write fails until the plan is disarmed.
const HELD: i64 = i64::MAX;

/// Which statement of the coming writes fails, and how.
#[derive(Debug, Default)]
pub struct FaultPlan {
    /// Statements left before the failure; 0 means that nothing is armed.
    left: AtomicI64,
    kind: AtomicU8,
    /// Whether writes run to their end and are then undone.
    rehearsing: AtomicBool,
    rehearsed: AtomicU64,
}

impl FaultPlan {
    /// Arms the plan: the `k`-th write statement from now (1 is the next) fails as `kind`.
    pub fn arm(&self, k: u32, kind: FaultKind) {
        self.kind.store(kind as u8, SeqCst);
        self.left.store(i64::from(k), SeqCst);
    }

    /// Every write statement from now on fails as `kind`: a disk that is full, say.
    pub fn hold(&self, kind: FaultKind) {
        self.kind.store(kind as u8, SeqCst);
        self.left.store(HELD, SeqCst);
    }

    /// Disarms, and tells whether the failure is still to come.
    pub fn disarm(&self) -> bool {
        self.left.swap(0, SeqCst) > 0
    }

    /// From now on every write runs to its end, meets all its rules, and is then undone by a failure:
    /// what it would have been allowed to do is known, and nothing has changed.
    pub fn rehearse(&self, on: bool) {
        self.rehearsing.store(on, SeqCst);
    }

    /// How many writes have got to their end while [rehearsing](Self::rehearse).
    pub fn rehearsed(&self) -> u64 {
        self.rehearsed.load(SeqCst)
    }

    /// Asked when a write has done all it wanted, before it counts.
    pub(crate) fn end(&self) -> Result<(), Fault> {
        if !self.rehearsing.load(std::sync::atomic::Ordering::Relaxed) {
            return Ok(());
        }
        self.rehearsed.fetch_add(1, SeqCst);
        Err(Fault::internal("a rehearsal ends before the commit"))
    }

    pub(crate) fn step(&self) -> Result<(), Fault> {
        if self.left.load(std::sync::atomic::Ordering::Relaxed) <= 0 {
            return Ok(());
        }
        let held = self.left.load(SeqCst) == HELD;
        if held || self.left.fetch_sub(1, SeqCst) == 1 {
            let kind = match self.kind.load(SeqCst) {
                k if k == FaultKind::ReadOnly as u8 => FaultKind::ReadOnly,
                k if k == FaultKind::Unavailable as u8 => FaultKind::Unavailable,
                k if k == FaultKind::Race as u8 => FaultKind::Race,
                _ => FaultKind::Internal,
            };
            return Err(Fault { kind, detail: "injected failure".to_owned() });
        }
        Ok(())
    }
}
