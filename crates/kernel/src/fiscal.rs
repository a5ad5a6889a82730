//! The fiscal year of a company: where it ends and which one a day lies in.

use crate::day::{Day, Month, numbers, small};
use crate::field_error::FieldError;
use crate::serde_text::serde_as_text;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// The day on which a company's year ends. February always means its last day (books.md 1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalYearEnd {
    month: i8,
    day: i8,
}

/// One fiscal year, both ends included, held to the range of [`Day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalYear {
    /// Its first day.
    pub start: Day,
    /// Its last day.
    pub end: Day,
}

impl FiscalYearEnd {
    /// The end of the calendar year.
    pub const DECEMBER: Self = Self { month: 12, day: 31 };

    /// A year end by its numbers. Both 28 and 29 February are kept as the last day of February.
    pub fn new(month: i8, day: i8) -> Result<Self, FieldError> {
        // 2024 is a leap year, so every day that can exist exists in it.
        Date::new(2024, month, day).map_err(|_| FieldError::NotAYearEnd)?;
        let is_february_end = month == 2 && day == 29;
        Ok(Self { month, day: if is_february_end { 28 } else { day } })
    }

    /// Reads `MM-DD`.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::Required);
        }
        let [month, day] = numbers(text, [2, 2]).ok_or(FieldError::NotAYearEnd)?;
        Self::new(small(month), small(day))
    }

    /// The month in which the year ends, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The day of that month; 28 stands for the last day of February.
    pub fn day(self) -> i8 {
        self.day
    }

    /// The fiscal year that a day lies in.
    pub fn year_of(self, day: Day) -> FiscalYear {
        let this_year = i32::from(day.year());
        let ends_this_year = date_of(day) <= self.end_in(this_year);
        let end_year = if ends_this_year { this_year } else { this_year + 1 };
        FiscalYear { start: self.start_after(end_year - 1), end: Day::clamped(self.end_in(end_year)) }
    }

    /// The fiscal year before the one that a day lies in.
    pub fn year_before(self, day: Day) -> FiscalYear {
        let start = self.year_of(day).start;
        start.add_days(-1).map_or(FiscalYear { start, end: start }, |last| self.year_of(last))
    }

    /// The fiscal quarter that a day lies in: three months each, counted from the start of its year.
    pub fn quarter_of(self, day: Day) -> FiscalYear {
        let year = self.year_of(day);
        let mut start = year.start;
        for quarter in 1..=3 {
            let next = self.quarter_start(year, quarter);
            if next > day {
                return FiscalYear { start, end: next.add_days(-1).unwrap_or(start) };
            }
            start = next;
        }
        FiscalYear { start, end: year.end }
    }

    /// The first day of the given quarter (0 to 3): as far into its month as the year's first day.
    fn quarter_start(self, year: FiscalYear, quarter: i32) -> Day {
        let month = year.start.month().add_months(quarter * 3).unwrap_or(year.end.month());
        day_in(month, year.start.day_of_month())
    }

    fn end_in(self, year: i32) -> Date {
        let year = i16::try_from(year).unwrap_or(i16::MAX);
        let first = Date::constant(year.clamp(1, 9999), self.month, 1);
        let is_february_end = self.month == 2 && self.day == 28;
        if is_february_end {
            first.last_of_month()
        } else {
            Date::constant(first.year(), self.month, self.day)
        }
    }

    fn start_after(self, end_year: i32) -> Day {
        Day::clamped(self.end_in(end_year).tomorrow().unwrap_or(Date::MAX))
    }
}

impl FiscalYear {
    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }
}

fn date_of(day: Day) -> Date {
    Date::constant(day.year(), day.month_of_year(), day.day_of_month())
}

fn day_in(month: Month, day_of_month: i8) -> Day {
    let last = month.last_day();
    Day::new(month.year(), month.number(), day_of_month).unwrap_or(last)
}

impl fmt::Display for FiscalYearEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for FiscalYearEnd {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}

serde_as_text!(FiscalYearEnd);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn year(end: &str, day: &str) -> (String, String) {
        let year = FiscalYearEnd::parse(end).unwrap().year_of(day.parse().unwrap());
        (year.start.to_string(), year.end.to_string())
    }

    #[test]
    fn a_day_lies_in_its_fiscal_year() {
        let table = [
            ("03-31", "2025-05-20", "2025-04-01", "2026-03-31"),
            ("03-31", "2025-03-31", "2024-04-01", "2025-03-31"),
            ("03-31", "2025-04-01", "2025-04-01", "2026-03-31"),
            ("05-31", "2025-05-20", "2024-06-01", "2025-05-31"),
            ("02-28", "2024-02-29", "2023-03-01", "2024-02-29"),
            ("02-29", "2023-02-28", "2022-03-01", "2023-02-28"),
            ("12-31", "2025-12-31", "2025-01-01", "2025-12-31"),
            ("12-31", "2026-01-01", "2026-01-01", "2026-12-31"),
            ("04-05", "2025-04-05", "2024-04-06", "2025-04-05"),
            ("03-31", "1900-01-01", "1900-01-01", "1900-03-31"),
            ("03-31", "2199-12-31", "2199-04-01", "2199-12-31"),
        ];
        for (end, day, from, to) in table {
            assert_eq!(year(end, day), (from.to_owned(), to.to_owned()), "{end} {day}");
        }
    }

    #[test]
    fn impossible_year_ends_are_refused() {
        for text in ["02-30", "13-01", "00-10", "3-31", "0331", "04-31", "2025-03-31", "03-31 "] {
            assert_eq!(FiscalYearEnd::parse(text), Err(FieldError::NotAYearEnd), "{text}");
        }
        assert_eq!(FiscalYearEnd::parse("02-29").unwrap().to_string(), "02-28");
    }

    proptest! {
        #[test]
        fn years_and_quarters_tile_the_calendar(offset in 800_i32..108_000, month in 1_i8..=12, day in 1_i8..=31) {
            prop_assume!(FiscalYearEnd::new(month, day).is_ok());
            let end = FiscalYearEnd::new(month, day).unwrap();
            let today = Day::MIN.add_days(offset).unwrap();
            let year = end.year_of(today);
            prop_assert!(year.contains(today));
            prop_assert!((364..=366).contains(&year.start.days_until(year.end)), "{:?}", year);
            prop_assert_eq!(end.year_of(year.start), year);
            prop_assert_eq!(end.year_of(year.end), year);
            prop_assert_eq!(end.year_before(today).end.add_days(1), Some(year.start));
            let quarter = end.quarter_of(today);
            prop_assert!(quarter.contains(today) && year.contains(quarter.start) && year.contains(quarter.end));
            prop_assert_eq!(end.quarter_of(quarter.end), quarter);
        }
    }
}
