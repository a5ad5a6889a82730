//! Amounts: whole minor units of one currency, and totals too large for one amount.
//!
//! Promises: every operation is exact or refused; no float, no silent wrap, no sum across currencies.

use crate::currency::Currency;
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in one currency, held in minor units (pence, cents, yen, fils).
///
/// In JSON it is `{"amount":"1234.50","currency":"GBP"}`, the amount at the currency's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "MoneyText", try_from = "MoneyText")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// A sum of amounts of one currency that may be larger than any single amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Total {
    minor: i128,
    currency: Currency,
}

/// Why arithmetic on amounts was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MoneyError {
    /// The two amounts are in different currencies.
    #[error("amounts in {left} and {right} cannot be combined")]
    CurrencyMismatch {
        /// Currency of the first amount.
        left: Currency,
        /// Currency of the second.
        right: Currency,
    },
    /// The result does not fit an amount.
    #[error("the amount is too large")]
    Overflow,
    /// There is nothing to share over: no weights, or all are zero.
    #[error("nothing to share the amount over")]
    NoWeights,
}

#[derive(Serialize, Deserialize)]
struct MoneyText {
    amount: String,
    currency: Currency,
}

impl Money {
    /// An amount of so many minor units.
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads a decimal string: an optional minus, digits, and at most the currency's decimals after one point.
    ///
    /// White space, signs other than a leading `-`, grouping, exponents and digits of other scripts are refused.
    /// The range is symmetric, so that every parsed amount can be negated.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::Required);
        }
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return Err(FieldError::NotAnAmount),
            None => (unsigned, ""),
        };
        let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(decimals) {
            return Err(FieldError::NotAnAmount);
        }
        let exponent = usize::from(currency.exponent());
        if decimals.len() > exponent {
            return Err(FieldError::TooManyDecimals { max: currency.exponent() });
        }
        let padding = std::iter::repeat_n(b'0', exponent - decimals.len());
        let minor = whole_number(whole.bytes().chain(decimals.bytes()).chain(padding))?;
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The sum, if both are of one currency and it fits.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other.currency)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The difference, if both are of one currency and it fits.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other.currency)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The amount with the other sign.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The exact sum of amounts that must all be in `currency`, refused when it does not fit an amount.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Money>) -> Result<Self, MoneyError> {
        Total::sum(currency, amounts)?.to_money().ok_or(MoneyError::Overflow)
    }

    /// Shares the amount over `weights` without losing a minor unit.
    ///
    /// Largest remainder: quotas are cut towards zero, what is left goes one unit each to the largest
    /// remainders, ties to the earlier row, the sign is put on last (books.md 1.3, rule 5).
    pub fn allocate(self, weights: &[u64]) -> Result<Vec<Self>, MoneyError> {
        let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        if whole == 0 {
            return Err(MoneyError::NoWeights);
        }
        let amount = u128::from(self.minor.unsigned_abs());
        let mut quotas: Vec<u128> =
            weights.iter().map(|weight| amount * u128::from(*weight) / whole).collect();
        let mut left = amount - quotas.iter().sum::<u128>();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|row| std::cmp::Reverse(amount * u128::from(weights[*row]) % whole));
        for row in order {
            if left == 0 {
                break;
            }
            quotas[row] += 1;
            left -= 1;
        }
        quotas.into_iter().map(|quota| self.with_magnitude(quota)).collect()
    }

    /// The amount as programs read it: `-1234.50`, always with the currency's decimals.
    pub fn plain(self) -> String {
        plain(i128::from(self.minor), self.currency)
    }

    /// The amount as people read it: `1,234.56`, with a true minus sign (U+2212).
    pub fn grouped(self) -> String {
        grouped(i128::from(self.minor), self.currency)
    }

    /// Like [`Money::grouped`], with an en dash for zero: for the columns of a report.
    pub fn grouped_or_dash(self) -> String {
        if self.is_zero() { "–".to_owned() } else { self.grouped() }
    }

    fn with_magnitude(self, magnitude: u128) -> Result<Self, MoneyError> {
        let magnitude = i128::try_from(magnitude).map_err(|_| MoneyError::Overflow)?;
        let signed = if self.minor < 0 { -magnitude } else { magnitude };
        let minor = i64::try_from(signed).map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    fn same_currency(self, right: Currency) -> Result<(), MoneyError> {
        if self.currency == right {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch { left: self.currency, right })
    }
}

impl Total {
    /// A total of nothing.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// A total of so many minor units.
    pub const fn from_minor(minor: i128, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The exact sum of amounts that must all be in `currency`.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Money>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// This total and one more amount.
    pub fn plus(self, amount: Money) -> Result<Self, MoneyError> {
        Money::zero(self.currency).same_currency(amount.currency)?;
        let minor = self.minor.checked_add(i128::from(amount.minor)).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The sum of two totals of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        Money::zero(self.currency).same_currency(other.currency)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The difference of two totals of one currency.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.checked_add(other.checked_neg()?)
    }

    /// The total with the other sign.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Whether the total is below zero.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The total in minor units.
    pub const fn minor(self) -> i128 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the total is zero.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The total as an amount, if it fits one.
    pub fn to_money(self) -> Option<Money> {
        i64::try_from(self.minor).ok().map(|minor| Money { minor, currency: self.currency })
    }

    /// The total as programs read it; see [`Money::plain`].
    pub fn plain(self) -> String {
        plain(self.minor, self.currency)
    }

    /// The total as people read it; see [`Money::grouped`].
    pub fn grouped(self) -> String {
        grouped(self.minor, self.currency)
    }

    /// Like [`Total::grouped`], with an en dash for zero.
    pub fn grouped_or_dash(self) -> String {
        if self.is_zero() { "–".to_owned() } else { self.grouped() }
    }
}

impl From<Money> for Total {
    fn from(amount: Money) -> Self {
        Self { minor: i128::from(amount.minor), currency: amount.currency }
    }
}

impl fmt::Display for Money {
    /// The plain amount and its currency, `1234.50 GBP`: for logs and mails.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency)
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency)
    }
}

impl From<Money> for MoneyText {
    fn from(money: Money) -> Self {
        Self { amount: money.plain(), currency: money.currency }
    }
}

impl TryFrom<MoneyText> for Money {
    type Error = FieldError;

    fn try_from(text: MoneyText) -> Result<Self, FieldError> {
        Money::parse(&text.amount, text.currency)
    }
}

fn whole_number(digits: impl Iterator<Item = u8>) -> Result<i64, FieldError> {
    let mut value: i64 = 0;
    for digit in digits {
        let shifted = value.checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit - b'0')));
        value = shifted.ok_or(FieldError::AmountTooLarge)?;
    }
    Ok(value)
}

/// The digits before and after the point, without sign.
fn parts(minor: i128, currency: Currency) -> (String, String) {
    let magnitude = minor.unsigned_abs();
    let scale = u128::from(currency.scale().unsigned_abs());
    let width = usize::from(currency.exponent());
    let decimals = if width == 0 { String::new() } else { format!(".{:0width$}", magnitude % scale) };
    ((magnitude / scale).to_string(), decimals)
}

fn plain(minor: i128, currency: Currency) -> String {
    let (whole, decimals) = parts(minor, currency);
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{whole}{decimals}")
}

fn grouped(minor: i128, currency: Currency) -> String {
    let (whole, decimals) = parts(minor, currency);
    let mut text = String::from(if minor < 0 { "\u{2212}" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + &decimals
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
