//! Moments, countries and currencies in the words of a page.
//!
//! Promises: the same moment reads the same everywhere. Never: decides what is shown.

pub use crate::when::{day, on, when, written};

use crate::views::parts::{Choice, Person};
use kernel::{Country, Currency, Moment};

/// How many whole or begun days are left: "4 days left".
#[must_use]
pub fn days_left(until: Moment, now: Moment) -> String {
    match until.seconds_since(now).max(0).div_euclid(86_400) + 1 {
        1 => "1 day left".to_owned(),
        days => format!("{days} days left"),
    }
}

/// "year to 31 Mar", by month and day.
#[must_use]
pub fn year_to(month: i64, day: i64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
    format!("year to {day} {name}")
}

/// A person as lists show one.
#[must_use]
pub fn person(name: &str, detail: &str) -> Person {
    Person { name: name.to_owned(), initials: kernel::initials(name), detail: detail.to_owned() }
}

/// All countries, the one with this code chosen.
#[must_use]
pub fn countries(chosen: &str) -> Vec<Choice> {
    let choice = |country: Country| Choice {
        value: country.code().to_owned(),
        label: country.name().to_owned(),
        hint: String::new(),
        chosen: country.code() == chosen,
    };
    Country::all().into_iter().map(choice).collect()
}

/// All currencies, the one with this code chosen.
#[must_use]
pub fn currencies(chosen: &str) -> Vec<Choice> {
    let choice = |currency: &Currency| Choice {
        value: currency.code().to_owned(),
        label: format!("{} · {}", currency.code(), currency.name()),
        hint: String::new(),
        chosen: currency.code() == chosen,
    };
    Currency::all().iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_people_write_them() {
        let at = Moment::from_micros(1_767_323_045_678_901);
        assert_eq!(day(at), "2 Jan 2026");
        assert_eq!(days_left(at.plus_seconds(7 * 86_400 - 1), at), "7 days left");
        assert_eq!(days_left(at, at), "1 day left");
        assert_eq!(countries("GB").iter().filter(|choice| choice.chosen).count(), 1);
        assert_eq!(currencies("GBP").iter().filter(|choice| choice.chosen).count(), 1);
    }
}
