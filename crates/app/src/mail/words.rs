//! How letters say an instant.

use kernel::{Moment, TimeZoneName};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `29 Nov 2026, 09:00 UTC`. Letters name the zone, because nobody knows where they will be read.
#[must_use]
pub fn day_and_time(at: Moment) -> String {
    let local = TimeZoneName::utc().local(at);
    let day = local.day;
    let month = usize::try_from(day.month_of_year() - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
    format!("{} {month} {}, {:02}:{:02} UTC", day.day_of_month(), day.year(), local.hour, local.minute)
}

/// `18 Dec 2026`, on the clocks of `zone`.
pub(crate) fn day_words(at: Moment, zone: &TimeZoneName) -> String {
    let day = zone.today(at);
    let month = usize::try_from(day.month_of_year() - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
    format!("{} {month} {}", day.day_of_month(), day.year())
}

/// `18 Dec 2026 at 17:40`, on the clocks of a reader whose zone is known.
pub(crate) fn moment_words(at: Moment, zone: &TimeZoneName) -> String {
    let local = zone.local(at);
    format!("{} at {:02}:{:02}", day_words(at, zone), local.hour, local.minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_day_time_and_zone() {
        assert_eq!(day_and_time(Moment::from_micros(1_795_856_400_000_000)), "28 Nov 2026, 09:00 UTC");
        assert_eq!(day_and_time(Moment::from_micros(1_767_323_045_678_901)), "2 Jan 2026, 03:04 UTC");
    }
    #[test]
    fn an_instant_is_said_on_the_readers_clocks() {
        let at = Moment::from_micros(1_795_856_400_000_000);
        let sydney = TimeZoneName::parse("Australia/Sydney").expect("a known zone");
        assert_eq!(moment_words(at, &sydney), "28 Nov 2026 at 20:00");
        assert_eq!(day_words(at, &TimeZoneName::utc()), "28 Nov 2026");
    }
}
