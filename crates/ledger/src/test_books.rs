//! Books for tests: the default chart in pounds, and short ways to write entries by account code.

use crate::*;
use kernel::{AccountId, AccountName, Currency, Day, Id, Money};
use std::collections::HashMap;

pub(crate) const GBP: Currency = Currency::GBP;

/// The id of an account: its code in the first bytes.
pub(crate) fn id(code: &str) -> AccountId {
    let mut bytes = [0; 16];
    bytes[..code.len()].copy_from_slice(code.as_bytes());
    AccountId::from_bytes(bytes)
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn account(code: &str, name: &str, group: AccountGroup) -> Account {
    Account {
        id: id(code),
        code: code.parse().unwrap(),
        name: AccountName::parse(name).unwrap(),
        group,
        currency: GBP,
        posting: Posting::Open,
        system: None,
    }
}

/// The default chart, and two accounts that the oracle books add to it.
pub(crate) fn accounts() -> HashMap<AccountId, Account> {
    let from_row = |row: &ChartRow| Account {
        posting: if row.is_computed() { Posting::Computed } else { Posting::Open },
        system: row.system,
        ..account(row.code, row.name, row.group)
    };
    let added = [
        account("1591", "Accumulated Depreciation", AccountGroup::PropertyPlantAndEquipment),
        account("2200", "Sales Tax", AccountGroup::SalesTaxesPayable),
    ];
    default_chart().iter().map(from_row).chain(added).map(|account| (account.id, account)).collect()
}

/// One line by account code: the debit and the credit field in pence, 0 for an empty one.
pub(crate) type CodeLine = (&'static str, i64, i64);

pub(crate) fn draft(on: &str, lines: &[CodeLine]) -> DraftEntry {
    let filled = |minor: i64| (minor != 0).then(|| Money::from_minor(minor, GBP));
    let line = |(code, debit, credit): &CodeLine| DraftLine {
        account: id(code),
        debit: filled(*debit),
        credit: filled(*credit),
        memo: None,
    };
    DraftEntry { day: day(on), memo: None, lines: lines.iter().map(line).collect() }
}

pub(crate) fn entry(on: &str, lines: &[CodeLine]) -> Entry {
    let accounts = accounts();
    validate(&draft(on, lines), &Rules { base: GBP, locked_through: None, accounts: &accounts }).unwrap()
}

/// The non-empty rows of a trial balance as (code, debit, credit), and its total, all in minor units.
pub(crate) fn trial_balance_of(
    entries: &[Entry],
    year_start: &str,
    as_of: &str,
) -> (Vec<(String, i128, i128)>, i128) {
    let accounts = accounts();
    let deltas = BalanceDeltas::of_all(GBP, entries).unwrap();
    let balances = account_balances(GBP, deltas.days(), day(year_start), day(as_of)).unwrap();
    let report = trial_balance(GBP, accounts.values(), &balances).unwrap().without_empty();
    let code = |row: &TrialBalanceRow<'_>| row.account.code.to_string();
    let rows = report.rows.iter().map(|row| (code(row), row.debit.minor(), row.credit.minor())).collect();
    (rows, report.total.minor())
}
