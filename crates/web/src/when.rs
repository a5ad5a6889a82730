//! Moments as pages write them.

use crate::views::parts::When;
use kernel::Moment;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "28 Nov 2026, 09:00 UTC", and the form for programs beside it.
#[must_use]
pub fn when(moment: Moment) -> When {
    let iso = moment.iso_millis();
    When { text: format!("{}, {} UTC", date(&iso), &iso[11..16]), iso }
}

/// The day of a moment alone: "28 Nov 2026".
#[must_use]
pub fn day(moment: Moment) -> String {
    date(&moment.iso_millis())
}

/// "28 Nov 2026".
fn date(iso: &str) -> String {
    let month = iso[5..7].parse::<usize>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    format!("{} {} {}", iso[8..10].trim_start_matches('0'), month.unwrap_or(&""), &iso[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_names_its_zone() {
        let shown = when(Moment::from_micros(1_767_323_045_678_901));
        assert_eq!(shown.text, "2 Jan 2026, 03:04 UTC");
        assert_eq!(shown.iso, "2026-01-02T03:04:05.678Z");
    }
}
