//! A clock that stands still until a test moves it, and random bytes that repeat.

use kernel::{Clock, Entropy, Moment};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::SeqCst};

/// Saturday 28 November 2026, 09:00 UTC: where every test begins.
pub const START: Moment = Moment::from_micros(1_795_856_400_000_000);

/// A clock that a test sets. Each look moves it by one microsecond, so that instants differ.
pub struct TestClock(AtomicI64);

impl Default for TestClock {
    fn default() -> Self {
        Self(AtomicI64::new(START.micros()))
    }
}

impl TestClock {
    /// Moves the time on.
    pub fn pass_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.fetch_add(1, SeqCst))
    }
}

/// Bytes that look random, never repeat within a run, and are the same in the next run.
#[derive(Default)]
pub struct TestEntropy(AtomicU64);

impl Entropy for TestEntropy {
    fn bytes(&self) -> [u8; 32] {
        // SplitMix64, four times: distinct for every count.
        let mut state = self.0.fetch_add(1, SeqCst).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut out = [0; 32];
        for chunk in out.chunks_mut(8) {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_be_bytes());
        }
        out
    }
}
