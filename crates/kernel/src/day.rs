//! Civil days, months and time zones: dates without a clock, as ISO text.
//!
//! Days run from 1900-01-01 to 2199-12-31. Nothing here reads the time; a moment is always given.

use crate::field_error::FieldError;
use crate::moment::Moment;
use crate::serde_text::serde_as_text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2199;

/// A calendar day without time zone. Its only text form is `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// A calendar month. Its only text form is `YYYY-MM`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

/// A time zone of the IANA database, by its name in the database's own spelling.
#[derive(Clone)]
pub struct TimeZoneName {
    name: String,
    zone: TimeZone,
}

/// A moment as the clocks of one zone show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// The day on the calendar there.
    pub day: Day,
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
    /// 0 to 59.
    pub second: i8,
    /// Minutes ahead of UTC at that moment.
    pub offset_minutes: i32,
}

impl Day {
    /// The earliest day, 1900-01-01.
    pub const MIN: Self = Self(Date::constant(FIRST_YEAR, 1, 1));
    /// The latest day, 2199-12-31.
    pub const MAX: Self = Self(Date::constant(LAST_YEAR, 12, 31));

    /// A day by its numbers, if it exists and is in range.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, FieldError> {
        let date = Date::new(year, month, day).map_err(|_| FieldError::NotADay)?;
        Self::in_range(date).ok_or(FieldError::DayOutOfRange)
    }

    /// Reads `YYYY-MM-DD`, ten ASCII characters and nothing else.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::Required);
        }
        let [year, month, day] = numbers(text, [4, 2, 2]).ok_or(FieldError::NotADay)?;
        Self::new(year, small(month), small(day))
    }

    /// The year, 1900 to 2199.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month it lies in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// The number of the month, 1 to 12.
    pub fn month_of_year(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The day of the week, Monday 1 to Sunday 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day so many days later (earlier when negative), unless it leaves the range.
    pub fn add_days(self, days: i32) -> Option<Self> {
        let moved = self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        Self::in_range(moved)
    }

    /// Days from this one to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// The day of a date, held to the range at its ends.
    pub(crate) fn clamped(date: Date) -> Self {
        Self(date.clamp(Self::MIN.0, Self::MAX.0))
    }

    fn in_range(date: Date) -> Option<Self> {
        (FIRST_YEAR..=LAST_YEAR).contains(&date.year()).then_some(Self(date))
    }
}

impl Month {
    /// A month by its numbers.
    pub fn new(year: i16, month: i8) -> Result<Self, FieldError> {
        let exists = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month);
        if exists { Ok(Self { year, month }) } else { Err(FieldError::NotAMonth) }
    }

    /// Reads `YYYY-MM`, seven ASCII characters and nothing else.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::Required);
        }
        let [year, month] = numbers(text, [4, 2]).ok_or(FieldError::NotAMonth)?;
        Self::new(year, small(month))
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the month, 1 to 12.
    pub fn number(self) -> i8 {
        self.month
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        Day(Date::constant(self.year, self.month, 1))
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        Day(self.first_day().0.last_of_month())
    }

    /// The month so many months later (earlier when negative), unless it leaves the range.
    pub fn add_months(self, months: i32) -> Option<Self> {
        let count = i32::from(self.year) * 12 + i32::from(self.month) - 1;
        let moved = count.checked_add(months)?;
        let year = i16::try_from(moved.div_euclid(12)).ok()?;
        Self::new(year, i8::try_from(moved.rem_euclid(12)).ok()? + 1).ok()
    }
}

impl TimeZoneName {
    /// A zone by its IANA name, such as `Europe/London` or `UTC`.
    pub fn parse(name: &str) -> Result<Self, FieldError> {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte));
        if name.is_empty() || name.len() > 64 || !plain {
            return Err(FieldError::NotATimeZone);
        }
        let zone = TimeZone::get(name).map_err(|_| FieldError::NotATimeZone)?;
        let name = zone.iana_name().unwrap_or(name).to_owned();
        Ok(Self { name, zone })
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }

    /// The names of all places that have a zone, and UTC, in order: for pickers.
    pub fn all() -> Vec<String> {
        const REGIONS: [&str; 10] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Arctic/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        let in_region =
            |name: &String| name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region));
        let mut names: Vec<String> =
            jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
        names.retain(in_region);
        names.sort();
        names
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The calendar day there at a moment.
    pub fn today(&self, at: Moment) -> Day {
        self.local(at).day
    }

    /// The moment in which a day ends there: midnight, or what follows where the clocks skip it.
    pub fn end_of(&self, day: Day) -> Moment {
        let next = day.0.tomorrow().expect("a day before 2200 has a next one");
        let start = next.to_zoned(self.zone.clone()).expect("a day before 2201 is within reach");
        Moment::from_micros(start.timestamp().as_microsecond())
    }

    /// What the clocks there show at a moment.
    pub fn local(&self, at: Moment) -> LocalTime {
        let edge = if at.micros() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        let zoned =
            jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(edge).to_zoned(self.zone.clone());
        LocalTime {
            day: Day::clamped(zoned.date()),
            hour: zoned.hour(),
            minute: zoned.minute(),
            second: zoned.second(),
            offset_minutes: zoned.offset().seconds() / 60,
        }
    }
}

/// Splits text at `-` into numbers of exactly these widths in ASCII digits.
pub(crate) fn numbers<const N: usize>(text: &str, widths: [usize; N]) -> Option<[i16; N]> {
    let mut parts = text.split('-');
    let mut values = [0; N];
    for (value, width) in values.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *value = part.parse().ok()?;
    }
    parts.next().is_none().then_some(values)
}

/// A two-digit number; [`numbers`] has held it below 100.
pub(crate) fn small(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(0)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Month {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}

impl fmt::Display for TimeZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Debug for TimeZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl FromStr for TimeZoneName {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}

impl PartialEq for TimeZoneName {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TimeZoneName {}

impl Hash for TimeZoneName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

serde_as_text!(Day);
serde_as_text!(Month);
serde_as_text!(TimeZoneName);

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
