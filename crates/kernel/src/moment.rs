//! Instants: microseconds since 1970, UTC. The core never asks for the time; it is told.

use serde::{Deserialize, Serialize};

/// An instant in microseconds UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// The last instant we accept: 2200-01-01. Anything later is a broken clock.
const LAST: i64 = 7_258_118_400_000_000;

impl Moment {
    /// Wraps stored microseconds.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since 1970, as stored.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Whole seconds since 1970.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
    /// Later by so many seconds (earlier when negative), never past the year 2200.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        let moved = self.0.saturating_add(seconds.saturating_mul(1_000_000));
        Self(if moved > LAST { LAST } else { moved })
    }
    /// Seconds from `earlier` to here; negative when `earlier` is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(1_000_000)
    }
    /// `2026-01-02T03:04:05.678Z`, the form of logs and audit leaves.
    #[must_use]
    pub fn iso_millis(self) -> String {
        let stamp =
            jiff::Timestamp::from_microsecond(self.0.clamp(0, LAST)).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let civil = stamp.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            civil.year(),
            civil.month(),
            civil.day(),
            civil.hour(),
            civil.minute(),
            civil.second(),
            civil.subsec_nanosecond() / 1_000_000
        )
    }
}

/// Where the time comes from: the machine in the product, a hand-set one in tests.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Moment;
}

/// Where unguessable bytes come from.
pub trait Entropy: Send + Sync + 'static {
    /// Thirty-two fresh random bytes.
    fn bytes(&self) -> [u8; 32];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_the_logs_has_milliseconds_and_a_zone() {
        assert_eq!(Moment::from_micros(1_767_323_045_678_901).iso_millis(), "2026-01-02T03:04:05.678Z");
        assert_eq!(Moment::from_micros(0).iso_millis(), "1970-01-01T00:00:00.000Z");
    }

    #[test]
    fn a_broken_clock_does_not_overflow() {
        let far = Moment::from_micros(i64::MAX).plus_seconds(i64::MAX);
        assert_eq!(far.iso_millis(), "2200-01-01T00:00:00.000Z");
        assert_eq!(Moment::from_micros(i64::MIN).iso_millis(), "1970-01-01T00:00:00.000Z");
    }
}
