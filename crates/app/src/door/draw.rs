//! Ids and random bytes of one run: drawn once, the same however often the command is tried.

use kernel::{Id, Moment, id::uuid_v7};
use sha2::{Digest as _, Sha256};

/// The source of ids within one run.
#[derive(Debug, Clone)]
pub struct Draw {
    now: Moment,
    seed: [u8; 32],
    drawn: u32,
}

impl Draw {
    /// From the instant and 32 fresh random bytes.
    #[must_use]
    pub fn new(now: Moment, seed: [u8; 32]) -> Self {
        Self { now, seed, drawn: 0 }
    }

    /// The next 32 random bytes of this run.
    pub fn bytes(&mut self) -> [u8; 32] {
        self.drawn += 1;
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(self.drawn.to_be_bytes());
        hash.finalize().into()
    }

    /// The next id of this run.
    pub fn id<T: Id>(&mut self) -> T {
        let bytes = self.bytes();
        let mut random = [0; 10];
        random.copy_from_slice(&bytes[..10]);
        T::from_bytes(uuid_v7(self.now, random))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::UserId;

    #[test]
    fn a_second_try_draws_the_same_ids() {
        let now = Moment::from_micros(1_700_000_000_000_000);
        let (mut first, mut second) = (Draw::new(now, [4; 32]), Draw::new(now, [4; 32]));
        let (a, b): (UserId, UserId) = (first.id(), first.id());
        assert_ne!(a, b);
        assert_eq!((a, b), (second.id(), second.id()));
    }
}
