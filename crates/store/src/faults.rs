//! Failure on purpose: the tests fail the k-th statement, for every k, on both engines.
//!
//! One relaxed load per statement in the product; nothing is armed there.

use kernel::{Fault, FaultKind};
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering::SeqCst};

/// Left when every write fails until the plan is disarmed.
const HELD: i64 = i64::MAX;

/// Which statement of the coming writes fails, and how.
#[derive(Debug, Default)]
pub struct FaultPlan {
    /// Statements left before the failure; 0 means that nothing is armed.
    left: AtomicI64,
    kind: AtomicU8,
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
