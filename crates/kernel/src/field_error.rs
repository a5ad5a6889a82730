//! Why one typed field was refused: the only list of such reasons.
//!
//! A field error carries facts, a stable `code` for programs and an English `message` for people.
//! It never repeats what was typed, so it may be logged and shown anywhere.

use crate::refusal::FieldProblem;
use std::fmt;

/// The reason a typed value is not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldError {
    /// Nothing but white space was typed.
    Required,
    /// More characters (as a reader counts them) than the field takes.
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// A control character, a line break in a one-line field, or NUL.
    ControlCharacter,
    /// A character that changes the reading direction of what follows.
    BidiControl,
    /// A character that nobody can see.
    InvisibleCharacter,
    /// A code point that Unicode has not assigned or keeps for private use.
    UnassignedCharacter,
    /// A name without a single letter or digit.
    NoLetter,
    /// Not an e-mail address that mail could be sent to.
    NotAnEmail(EmailFault),
    /// Not an amount: something else than digits, one point and a leading minus.
    NotAnAmount,
    /// More decimals than the currency has.
    TooManyDecimals {
        /// Decimals of the currency: 0, 2 or 3.
        max: u8,
    },
    /// Beyond what an amount can hold.
    AmountTooLarge,
    /// Not an existing day in the form YYYY-MM-DD.
    NotADay,
    /// An existing day outside 1900 to 2199.
    DayOutOfRange,
    /// Not a month in the form YYYY-MM.
    NotAMonth,
    /// Not a month and day in the form MM-DD.
    NotAYearEnd,
    /// A period that ends before it begins.
    EndsBeforeStart,
    /// Not a time zone of the IANA database.
    NotATimeZone,
    /// Not a currency of ISO 4217 that money is kept in.
    NotACurrency,
    /// Not a country code of ISO 3166-1.
    NotACountry,
    /// Not an account code: 1 to 16 unaccented letters and digits.
    NotAnAccountCode,
    /// None of the choices offered.
    NotAChoice,
}

/// What is wrong with an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmailFault {
    /// No `@`, or more than one.
    AtSign,
    /// A character before the `@` outside the unquoted ASCII set, or a misplaced dot.
    LocalPart,
    /// The part after the `@` is no domain name.
    Domain,
    /// Longer than 64 bytes before the `@` or 254 in all.
    Length,
}

impl FieldError {
    /// A stable word for programs; never changes once released.
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacter => "control_character",
            Self::BidiControl => "bidi_control",
            Self::InvisibleCharacter => "invisible_character",
            Self::UnassignedCharacter => "unassigned_character",
            Self::NoLetter => "no_letter",
            Self::NotAnEmail(_) => "not_an_email",
            Self::NotAnAmount => "not_an_amount",
            Self::TooManyDecimals { .. } => "too_many_decimals",
            Self::AmountTooLarge => "amount_too_large",
            Self::NotADay => "not_a_day",
            Self::DayOutOfRange => "day_out_of_range",
            Self::NotAMonth => "not_a_month",
            Self::NotAYearEnd => "not_a_year_end",
            Self::EndsBeforeStart => "ends_before_start",
            Self::NotATimeZone => "not_a_time_zone",
            Self::NotACurrency => "not_a_currency",
            Self::NotACountry => "not_a_country",
            Self::NotAnAccountCode => "not_an_account_code",
            Self::NotAChoice => "not_a_choice",
        }
    }

    /// A sentence for the person at the form, without repeating what they typed.
    pub fn message(self) -> String {
        match self {
            Self::TooLong { max } => format!("Use at most {max} characters."),
            Self::TooManyDecimals { max: 0 } => "This currency has no decimals.".to_owned(),
            Self::TooManyDecimals { max } => format!("This currency has {max} decimals."),
            Self::NotAnEmail(fault) => fault.message().to_owned(),
            other => other.fixed_message().to_owned(),
        }
    }

    /// The same, tied to a field's name in the form and in the API.
    pub fn at(self, field: &str) -> FieldProblem {
        FieldProblem { field: field.to_owned(), code: self.code().to_owned(), message: self.message() }
    }

    fn fixed_message(self) -> &'static str {
        match self {
            Self::Required => "Fill this in.",
            Self::ControlCharacter => "Remove line breaks and control characters.",
            Self::BidiControl => "Remove the characters that change the reading direction.",
            Self::InvisibleCharacter => "Remove the invisible characters.",
            Self::UnassignedCharacter => "Remove the characters that have no meaning in Unicode.",
            Self::NoLetter => "Use at least one letter or digit.",
            Self::NotAnAmount => "Type an amount such as 1234.50, without separators.",
            Self::AmountTooLarge => "This amount is too large.",
            Self::NotADay => "Type a date that exists, such as 2025-03-31.",
            Self::DayOutOfRange => "Use a date between 1900-01-01 and 2199-12-31.",
            Self::NotAMonth => "Type a month such as 2025-03.",
            Self::NotAYearEnd => "Type a day of the year such as 03-31.",
            Self::EndsBeforeStart => "The end is before the start.",
            Self::NotATimeZone => "Choose a time zone from the list.",
            Self::NotACurrency => "Choose a currency from the list.",
            Self::NotACountry => "Choose a country from the list.",
            Self::NotAnAccountCode => "Use 1 to 16 letters and digits, such as 1010.",
            Self::NotAChoice => "Choose one of the values offered.",
            Self::TooLong { .. } | Self::TooManyDecimals { .. } | Self::NotAnEmail(_) => "Check this value.",
        }
    }
}

impl EmailFault {
    fn message(self) -> &'static str {
        match self {
            Self::AtSign => "An email address has one @ in it.",
            Self::LocalPart => "Check the part before the @: unaccented letters, digits and . _ + - only.",
            Self::Domain => "Check the part after the @, for example example.com.",
            Self::Length => "This email address is too long.",
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for FieldError {}
