//! Days, amounts and choices as the pages of the books write them.

use crate::views::parts::{Choice, Person};
use kernel::{Country, Currency, Day, Money, TimeZoneName, Total};
use ledger::AccountType;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// "November".
pub(super) fn month(day: Day) -> &'static str {
    let place = usize::try_from(day.month_of_year() - 1).unwrap_or(0);
    MONTHS.get(place).copied().unwrap_or_default()
}

/// "19 Nov 2026".
pub(super) fn short(day: Day) -> String {
    format!("{} {} {}", day.day_of_month(), &month(day)[..3], day.year())
}

/// "19 November 2026".
pub(super) fn long(day: Day) -> String {
    format!("{} {} {}", day.day_of_month(), month(day), day.year())
}

/// "Friday 20 November 2026".
pub(crate) fn with_weekday(day: Day) -> String {
    let place = usize::try_from(day.weekday() - 1).unwrap_or(0);
    format!("{} {}", WEEKDAYS.get(place).copied().unwrap_or_default(), long(day))
}

/// An amount, or nothing for zero.
pub(super) fn amount(money: Money) -> String {
    if money.is_zero() { String::new() } else { money.grouped() }
}

/// A sum, or nothing for zero.
pub(super) fn sum(total: Total) -> String {
    if total.is_zero() { String::new() } else { total.grouped() }
}

/// "Assets".
pub(super) fn type_label(kind: AccountType) -> &'static str {
    match kind {
        AccountType::Asset => "Assets",
        AccountType::Liability => "Liabilities",
        AccountType::Equity => "Equity",
        AccountType::Income => "Income",
        AccountType::Expense => "Expenses",
    }
}

/// A person as pages show one.
pub(super) fn person(name: &str, detail: &str) -> Person {
    Person { name: name.to_owned(), initials: kernel::initials(name), detail: detail.to_owned() }
}

fn choice(value: String, label: String, chosen: &str) -> Choice {
    let chosen = value == chosen;
    Choice { value, label, hint: String::new(), chosen }
}

/// Countries, one of them chosen.
pub(super) fn countries(chosen: &str) -> Vec<Choice> {
    let all = Country::all().into_iter();
    all.map(|country| choice(country.code().to_owned(), country.name().to_owned(), chosen)).collect()
}

/// Base currencies, one of them chosen.
pub(super) fn currencies(chosen: &str) -> Vec<Choice> {
    let label = |currency: &Currency| format!("{} {}", currency.code(), currency.name());
    let all = Currency::all().iter();
    all.map(|currency| choice(currency.code().to_owned(), label(currency), chosen)).collect()
}

/// Months of a fiscal year's end.
pub(super) fn months(chosen: &str) -> Vec<Choice> {
    let all = MONTHS.iter().enumerate();
    all.map(|(place, month)| choice((place + 1).to_string(), (*month).to_owned(), chosen)).collect()
}

/// Days of a fiscal year's end.
pub(super) fn days(chosen: &str) -> Vec<Choice> {
    (1..=31).map(|day: u8| choice(day.to_string(), day.to_string(), chosen)).collect()
}

/// Time zones, one of them chosen.
pub(super) fn zones(chosen: &str) -> Vec<Choice> {
    TimeZoneName::all().into_iter().map(|zone| choice(zone.clone(), zone, chosen)).collect()
}

/// A fiscal year's end out of two selects.
pub(super) fn year_end(month: &str, day: &str) -> Result<kernel::FiscalYearEnd, kernel::FieldError> {
    match (month.parse(), day.parse()) {
        (Ok(month), Ok(day)) => kernel::FiscalYearEnd::new(month, day),
        _ => Err(kernel::FieldError::NotAYearEnd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_people_say_them() {
        let day = Day::parse("2026-11-20").expect("a day");
        assert_eq!(short(day), "20 Nov 2026");
        assert_eq!(with_weekday(day), "Friday 20 November 2026");
    }
}
