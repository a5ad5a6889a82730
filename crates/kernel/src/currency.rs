//! The currencies that books are kept in: ISO 4217 without funds, metals and test codes.

use crate::field_error::FieldError;
use crate::serde_text::serde_as_text;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

/// A currency of ISO 4217, with the number of decimals its amounts have.
///
/// Withdrawn currencies still parse, so that old books stay readable; only [`Currency::all`] leaves them out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// Pound sterling.
    pub const GBP: Self = Self(iso_currency::Currency::GBP);
    /// Euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// United States dollar.
    pub const USD: Self = Self(iso_currency::Currency::USD);
    /// Japanese yen, which has no decimals.
    pub const JPY: Self = Self(iso_currency::Currency::JPY);
    /// Bahraini dinar, which has three decimals.
    pub const BHD: Self = Self(iso_currency::Currency::BHD);

    /// The currency of a three-letter code in capitals.
    pub fn from_code(code: &str) -> Result<Self, FieldError> {
        let found = iso_currency::Currency::from_code(code).ok_or(FieldError::NotACurrency)?;
        if is_money(found) { Ok(Self(found)) } else { Err(FieldError::NotACurrency) }
    }

    /// Every currency in use today, in the order of its code: for pickers.
    pub fn all() -> &'static [Currency] {
        static ALL: OnceLock<Vec<Currency>> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut all: Vec<Currency> =
                (0..=999).filter_map(iso_currency::Currency::from_numeric).map(Self).collect();
            all.retain(|currency| is_money(currency.0) && currency.0.is_superseded().is_none());
            all.sort_by_key(|currency| currency.code());
            all
        })
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// The English name.
    pub fn name(&self) -> &str {
        match self.code() {
            "CNY" => "Chinese yuan (renminbi)",
            "SEK" => "Swedish krona",
            "VED" => "Venezuelan bolívar",
            "XCG" => "Caribbean guilder",
            _ => self.0.name(),
        }
    }

    /// Decimals of an amount: 0, 2 or 3.
    pub fn exponent(self) -> u8 {
        match self.0.exponent() {
            Some(0) => 0,
            Some(3) => 3,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 1, 100 or 1000.
    pub fn scale(self) -> i64 {
        10_i64.pow(u32::from(self.exponent()))
    }
}

fn is_money(currency: iso_currency::Currency) -> bool {
    !currency.is_fund() && !currency.is_special() && matches!(currency.exponent(), Some(0 | 2 | 3))
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::from_code(text)
    }
}

serde_as_text!(Currency);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_follow_iso_4217() {
        let table =
            [("GBP", 2), ("JPY", 0), ("BHD", 3), ("KWD", 3), ("ISK", 0), ("TND", 3), ("KRW", 0), ("CHF", 2)];
        for (code, exponent) in table {
            let currency: Currency = code.parse().unwrap();
            assert_eq!(currency.exponent(), exponent, "{code}");
            assert_eq!(currency.to_string(), code);
            assert_eq!(currency.scale(), 10_i64.pow(u32::from(exponent)));
        }
    }

    #[test]
    fn what_is_not_money_is_refused() {
        for code in ["", "gbp", "GB", "GBPP", "XXX", "XTS", "XAU", "CLF", "BOV", "USN", "ABC", "£", "ＧＢＰ"]
        {
            assert_eq!(code.parse::<Currency>(), Err(FieldError::NotACurrency), "{code}");
        }
    }

    #[test]
    fn the_picker_holds_only_live_currencies_in_order() {
        let all = Currency::all();
        assert!(all.len() > 145, "{}", all.len());
        assert!(all.windows(2).all(|pair| pair[0].code() < pair[1].code()));
        assert!(all.iter().all(|currency| !currency.name().is_empty()));
        assert!(!all.iter().any(|currency| ["HRK", "CUC", "ZWL", "XDR"].contains(&currency.code())));
        assert_eq!("HRK".parse::<Currency>().map(Currency::code), Ok("HRK"));
    }

    #[test]
    fn serde_carries_the_code() {
        assert_eq!(serde_json::to_string(&Currency::EUR).unwrap(), "\"EUR\"");
        assert_eq!(serde_json::from_str::<Currency>("\"JPY\"").unwrap(), Currency::JPY);
        assert!(serde_json::from_str::<Currency>("\"XXX\"").is_err());
    }
}
