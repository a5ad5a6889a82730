//! Countries of ISO 3166-1, with what a new set of books there usually starts with.

use crate::country_table::{ROWS, Row};
use crate::currency::Currency;
use crate::day::TimeZoneName;
use crate::field_error::FieldError;
use crate::serde_text::serde_as_text;
use std::fmt;
use std::str::FromStr;

/// A country or territory, by its two-letter code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(u8);

impl Country {
    /// The country of a two-letter code in capitals.
    pub fn from_code(code: &str) -> Result<Self, FieldError> {
        let row = ROWS.binary_search_by(|row| row.0.cmp(code)).map_err(|_| FieldError::NotACountry)?;
        u8::try_from(row).map(Self).map_err(|_| FieldError::NotACountry)
    }

    /// Every country in the order of its English name: for pickers.
    pub fn all() -> Vec<Country> {
        let mut all: Vec<Country> = (0..=u8::MAX).take(ROWS.len()).map(Self).collect();
        all.sort_by_key(|country| crate::name::folded(country.name()));
        all
    }

    /// The two-letter code.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The currency that companies there usually keep books in.
    pub fn currency(self) -> Currency {
        Currency::from_code(self.row().2).expect("the country table holds known currencies")
    }

    /// The time zone of its capital or largest city.
    pub fn time_zone(self) -> TimeZoneName {
        TimeZoneName::parse(self.row().3).expect("the country table holds known time zones")
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Country {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::from_code(text)
    }
}

serde_as_text!(Country);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_every_row_holds() {
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for country in Country::all() {
            assert!(Currency::all().contains(&country.currency()), "{country}");
            assert_eq!(country.time_zone().as_str(), country.row().3);
            assert_eq!(Country::from_code(country.code()), Ok(country));
        }
    }

    #[test]
    fn pickers_sort_by_name_without_accents() {
        let names: Vec<&str> = Country::all().into_iter().map(Country::name).collect();
        assert_eq!((names.len(), names[0], names[1]), (249, "Afghanistan", "Åland Islands"));
    }

    #[test]
    fn unknown_codes_are_refused() {
        for code in ["", "gb", "UK", "XX", "GBR", "G", "ＧＢ"] {
            assert_eq!(code.parse::<Country>(), Err(FieldError::NotACountry), "{code}");
        }
        assert_eq!(serde_json::to_string(&Country::from_code("GB").unwrap()).unwrap(), "\"GB\"");
    }
}
