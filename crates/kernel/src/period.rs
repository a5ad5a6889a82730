//! Ranges of days and the named ones that reports offer (books.md 1.5, 4.0).

use crate::day::{Day, Month};
use crate::field_error::FieldError;
use crate::fiscal::{FiscalYear, FiscalYearEnd};
use std::fmt;
use std::str::FromStr;

/// A range of days, both ends included; it never ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: Day,
    to: Day,
}

/// A unit of time that reports name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of the calendar year.
    Quarter,
    /// A calendar year.
    Year,
    /// A quarter of the fiscal year.
    FinancialQuarter,
    /// A fiscal year.
    FinancialYear,
}

/// Which one of a unit, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// The one that today lies in.
    This,
    /// The one before it.
    Last,
    /// This one, up to today.
    ToDate,
}

/// A period by its name, such as `this_month` or `financial_year_to_date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NamedPeriod {
    /// Which one.
    pub which: Which,
    /// Of what.
    pub span: Span,
}

impl Period {
    /// The days from one to another, both included.
    pub fn new(from: Day, to: Day) -> Result<Self, FieldError> {
        if to < from { Err(FieldError::EndsBeforeStart) } else { Ok(Self { from, to }) }
    }

    /// Its first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// Its last day.
    pub fn to(self) -> Day {
        self.to
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

impl Span {
    const ALL: [Span; 6] =
        [Self::Week, Self::Month, Self::Quarter, Self::Year, Self::FinancialQuarter, Self::FinancialYear];

    /// The one of this unit that a day lies in.
    pub fn around(self, day: Day, year_end: FiscalYearEnd) -> Period {
        match self {
            Self::Week => week(day),
            Self::Month => months(day.month(), 1, day),
            Self::Quarter => months(quarter_start(day), 3, day),
            Self::Year => year(day),
            Self::FinancialQuarter => whole(year_end.quarter_of(day)),
            Self::FinancialYear => whole(year_end.year_of(day)),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::FinancialQuarter => "financial_quarter",
            Self::FinancialYear => "financial_year",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Quarter => "Quarter",
            Self::Year => "Year",
            Self::FinancialQuarter => "Financial Quarter",
            Self::FinancialYear => "Financial Year",
        }
    }
}

impl NamedPeriod {
    /// Every named period, in the order of the picker.
    pub fn all() -> impl Iterator<Item = NamedPeriod> {
        Span::ALL
            .into_iter()
            .flat_map(|span| [Which::This, Which::Last, Which::ToDate].map(|which| Self { which, span }))
    }

    /// The days it means today, for a company with this year end.
    pub fn resolve(self, today: Day, year_end: FiscalYearEnd) -> Period {
        let this = self.span.around(today, year_end);
        match self.which {
            Which::This => this,
            Which::ToDate => Period { to: today, ..this },
            Which::Last => {
                this.from.add_days(-1).map_or(this, |day_before| self.span.around(day_before, year_end))
            }
        }
    }

    /// Its name for people, as the reports print it.
    pub fn label(self) -> String {
        match self.which {
            Which::This => format!("This {}", self.span.label()),
            Which::Last => format!("Last {}", self.span.label()),
            Which::ToDate => format!("This {}-to-date", self.span.label()),
        }
    }
}

impl fmt::Display for NamedPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.which {
            Which::This => write!(f, "this_{}", self.span.code()),
            Which::Last => write!(f, "last_{}", self.span.code()),
            Which::ToDate => write!(f, "{}_to_date", self.span.code()),
        }
    }
}

impl FromStr for NamedPeriod {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::all().find(|period| period.to_string() == text).ok_or(FieldError::NotAChoice)
    }
}

crate::serde_text::serde_as_text!(NamedPeriod);

fn whole(year: FiscalYear) -> Period {
    Period { from: year.start, to: year.end }
}

fn week(day: Day) -> Period {
    let monday = day.add_days(1 - i32::from(day.weekday())).unwrap_or(Day::MIN);
    Period { from: monday, to: day.add_days(7 - i32::from(day.weekday())).unwrap_or(Day::MAX) }
}

fn quarter_start(day: Day) -> Month {
    let month = day.month();
    month.add_months(-(i32::from(month.number() - 1) % 3)).unwrap_or(month)
}

fn months(first: Month, count: i32, within: Day) -> Period {
    let last = first.add_months(count - 1).unwrap_or(within.month());
    Period { from: first.first_day(), to: last.last_day() }
}

fn year(day: Day) -> Period {
    let month = day.month();
    let january = month.add_months(1 - i32::from(month.number())).unwrap_or(month);
    months(january, 12, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

    const CASES: [Case; 6] = [
        (
            "2025-05-20",
            "03-31",
            &[
                ("This Financial Year", "2025-04-01", "2026-03-31"),
                ("Last Financial Year", "2024-04-01", "2025-03-31"),
                ("This Financial Year-to-date", "2025-04-01", "2025-05-20"),
                ("This Financial Quarter", "2025-04-01", "2025-06-30"),
                ("Last Financial Quarter", "2025-01-01", "2025-03-31"),
                ("This Year", "2025-01-01", "2025-12-31"),
                ("Last Year", "2024-01-01", "2024-12-31"),
                ("This Quarter", "2025-04-01", "2025-06-30"),
                ("Last Quarter", "2025-01-01", "2025-03-31"),
                ("This Month", "2025-05-01", "2025-05-31"),
                ("Last Month", "2025-04-01", "2025-04-30"),
                ("This Month-to-date", "2025-05-01", "2025-05-20"),
                ("This Week", "2025-05-19", "2025-05-25"),
            ],
        ),
        (
            "2025-05-20",
            "05-31",
            &[
                ("This Financial Year", "2024-06-01", "2025-05-31"),
                ("This Financial Quarter", "2025-03-01", "2025-05-31"),
                ("Last Financial Quarter", "2024-12-01", "2025-02-28"),
                ("This Quarter", "2025-04-01", "2025-06-30"),
            ],
        ),
        (
            "2024-02-29",
            "02-28",
            &[
                ("This Financial Year", "2023-03-01", "2024-02-29"),
                ("Last Financial Year", "2022-03-01", "2023-02-28"),
            ],
        ),
        (
            "2025-12-31",
            "12-31",
            &[
                ("This Financial Year", "2025-01-01", "2025-12-31"),
                ("Last Financial Year", "2024-01-01", "2024-12-31"),
                ("This Financial Quarter", "2025-10-01", "2025-12-31"),
            ],
        ),
        (
            "2026-01-01",
            "12-31",
            &[
                ("This Financial Year", "2026-01-01", "2026-12-31"),
                ("Last Financial Year", "2025-01-01", "2025-12-31"),
            ],
        ),
        (
            "2199-12-31",
            "12-31",
            &[("This Week", "2199-12-30", "2199-12-31"), ("This Quarter", "2199-10-01", "2199-12-31")],
        ),
    ];

    #[test]
    fn names_mean_the_days_of_oracle_w_27() {
        for (today, year_end, expected) in CASES {
            let (today, year_end) = (today.parse().unwrap(), year_end.parse().unwrap());
            for (label, from, to) in expected {
                let named = NamedPeriod::all().find(|period| period.label() == *label).unwrap();
                let period = named.resolve(today, year_end);
                assert_eq!(
                    (period.from().to_string(), period.to().to_string()),
                    ((*from).into(), (*to).into()),
                    "{label}"
                );
            }
        }
    }

    #[test]
    fn codes_read_back() {
        assert_eq!(NamedPeriod::all().count(), 18);
        for period in NamedPeriod::all() {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        assert_eq!("yesterday".parse::<NamedPeriod>(), Err(FieldError::NotAChoice));
        assert_eq!(Period::new(Day::MAX, Day::MIN), Err(FieldError::EndsBeforeStart));
    }

    proptest! {
        #[test]
        fn today_lies_in_this_and_after_last(offset in 0_i32..109_572, month in 1_i8..=12) {
            let today = Day::MIN.add_days(offset).unwrap();
            let end = FiscalYearEnd::new(month, 28).unwrap();
            for named in NamedPeriod::all() {
                let period = named.resolve(today, end);
                prop_assert!(period.from() <= period.to(), "{named} {today} {period:?}");
                if named.which != Which::Last {
                    prop_assert!(period.contains(today), "{named} {today} {period:?}");
                }
            }
        }
    }
}
