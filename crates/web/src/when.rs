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

/// A moment that a log has written down, in its own form.
#[must_use]
pub fn written(at: &str) -> When {
    let text = match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{}, {time} UTC", date(day)),
        _ => at.to_owned(),
    };
    When { text, iso: at.to_owned() }
}

/// A moment of which only the day matters: "28 Nov 2026".
#[must_use]
pub fn on(moment: Moment) -> When {
    let iso = moment.iso_millis();
    When { text: date(&iso), iso }
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
        assert_eq!(written(&shown.iso).text, shown.text);
        assert_eq!(written("before time").text, "before time");
        assert_eq!(on(Moment::from_micros(1_767_323_045_678_901)).text, "2 Jan 2026");
    }
}
