//! How long a mail waits between attempts.

use std::time::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// Pauses in seconds, one after each failed attempt: quick while a server restarts, rare while it is away.
/// Together 65 hours, so the last attempt is on the third day.
const PAUSES: [u64; 8] = [30, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR];

/// The pause before the next attempt when `failed_attempts` (1 or more) have failed, or `None` when the mail
/// is a dead letter. A permanent failure is one at once, without asking here.
pub fn pause_after(failed_attempts: u32) -> Option<Duration> {
    let index = usize::try_from(failed_attempts.checked_sub(1)?).ok()?;
    PAUSES.get(index).copied().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_never_shrink_and_stop_at_a_day() {
        let pauses = (1..).map_while(pause_after).collect::<Vec<_>>();
        assert_eq!(pauses.first(), Some(&Duration::from_secs(30)));
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(pauses.iter().all(|pause| *pause <= Duration::from_secs(24 * HOUR)));
    }

    #[test]
    fn a_mail_is_dead_after_about_three_days() {
        let total = (1..).map_while(pause_after).sum::<Duration>();
        assert!((60 * HOUR..=72 * HOUR).contains(&total.as_secs()), "{total:?}");
        assert_eq!(pause_after(9), None);
        assert_eq!(pause_after(u32::MAX), None);
    }
}
