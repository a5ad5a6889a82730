//! Values that every crate shares: typed ids, instants, refusals, paging, money, days, names.
//!
//! Promises: no I/O, no clock, no SQL, no async. A value that exists is valid.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod id;
pub mod moment;
pub mod page;
pub mod refusal;

pub use id::*;
pub use moment::{Clock, Entropy, Moment};
pub use page::{Page, PageSize};
pub use refusal::{Fault, FaultKind, FieldProblem, Refusal};

pub mod country;
mod country_table;
pub mod currency;
pub mod day;
pub mod email;
pub mod field_error;
pub mod fiscal;
mod lookalike;
pub mod money;
pub mod name;
pub mod period;
mod readable;
mod serde_text;

pub use country::Country;
pub use currency::Currency;
pub use day::{Day, LocalTime, Month, TimeZoneName};
pub use email::{EmailAddress, EmailKey};
pub use field_error::{EmailFault, FieldError};
pub use fiscal::{FiscalYear, FiscalYearEnd};
pub use lookalike::look;
pub use money::{Money, MoneyError, Total};
pub use name::{
    AccountName, BranchName, CompanyName, Memo, Note, PersonName, Text500, TokenName, cloth,
    company_initials, folded, initials,
};
pub use period::{NamedPeriod, Period, Span, Which};
