//! The trial balances of oracles W-01 (a quarter of trading) and W-10 (fiscal year end, late correction).

use super::*;
use crate::balance::BalanceDeltas;
use crate::test_books::{CodeLine, GBP, account, accounts, day, entry, trial_balance_of};
use crate::{AccountGroup, Entry};

/// A day and the lines of an entry on it.
type Posted = (&'static str, &'static [CodeLine]);

const QUARTER: &[Posted] = &[
    ("2025-01-02", &[("1010", 5000000, 0), ("3000", 0, 5000000)]),
    ("2025-01-05", &[("1010", 2000000, 0), ("2700", 0, 2000000)]),
    ("2025-01-08", &[("1510", 1200000, 0), ("1010", 0, 1200000)]),
    ("2025-01-10", &[("1200", 900000, 0), ("2000", 0, 900000)]),
    ("2025-01-15", &[("1300", 240000, 0), ("1010", 0, 240000)]),
    ("2025-01-20", &[("1100", 660000, 0), ("4020", 0, 600000), ("2200", 0, 60000)]),
    ("2025-01-31", &[("6190", 150000, 0), ("1010", 0, 150000)]),
    ("2025-02-05", &[("1010", 880000, 0), ("4010", 0, 800000), ("2200", 0, 80000)]),
    ("2025-02-05", &[("5000", 450000, 0), ("1200", 0, 450000)]),
    ("2025-02-09", &[("2000", 600000, 0), ("1010", 0, 600000)]),
    ("2025-02-14", &[("6110", 18000, 0), ("2100", 0, 18000)]),
    ("2025-02-20", &[("1010", 400000, 0), ("1100", 0, 400000)]),
    ("2025-02-28", &[("6190", 150000, 0), ("1010", 0, 150000)]),
    ("2025-02-28", &[("6270", 320000, 0), ("1010", 0, 320000)]),
    ("2025-03-10", &[("1100", 550000, 0), ("4010", 0, 500000), ("2200", 0, 50000)]),
    ("2025-03-10", &[("5000", 270000, 0), ("1200", 0, 270000)]),
    ("2025-03-15", &[("2100", 18000, 0), ("1010", 0, 18000)]),
    ("2025-03-20", &[("2200", 140000, 0), ("1010", 0, 140000)]),
    ("2025-03-31", &[("2700", 100000, 0), ("7010", 25000, 0), ("1010", 0, 125000)]),
    ("2025-03-31", &[("7000", 100000, 0), ("1591", 0, 100000)]),
    ("2025-03-31", &[("6050", 60000, 0), ("1300", 0, 60000)]),
    ("2025-03-31", &[("6190", 150000, 0), ("1010", 0, 150000)]),
    ("2025-03-31", &[("6270", 320000, 0), ("1010", 0, 320000)]),
    ("2025-03-31", &[("1010", 3500, 0), ("4110", 0, 3500)]),
    ("2025-03-31", &[("6260", 24000, 0), ("2600", 0, 24000)]),
];

const TWO_YEARS: &[Posted] = &[
    ("2023-04-01", &[("1010", 1000000, 0), ("3000", 0, 1000000)]),
    ("2023-09-30", &[("1010", 800000, 0), ("4020", 0, 800000)]),
    ("2024-01-31", &[("6190", 300000, 0), ("1010", 0, 300000)]),
    ("2024-04-01", &[("1010", 120000, 0), ("4020", 0, 120000)]),
    ("2024-06-15", &[("6190", 70000, 0), ("1010", 0, 70000)]),
    ("2024-12-20", &[("3200", 150000, 0), ("1010", 0, 150000)]),
    ("2025-03-31", &[("1100", 250000, 0), ("4020", 0, 250000)]),
    ("2025-05-05", &[("6190", 40000, 0), ("1010", 0, 40000)]),
];

fn posted(list: &[Posted]) -> Vec<Entry> {
    list.iter().map(|(on, lines)| entry(on, lines)).collect()
}

fn check(entries: &[Entry], year_start: &str, as_of: &str, rows: &[CodeLine], total: i128) {
    let (shown, sum) = trial_balance_of(entries, year_start, as_of);
    let mut shown: Vec<(&str, i64, i64)> = shown
        .iter()
        .map(|(code, debit, credit)| {
            (code.as_str(), i64::try_from(*debit).unwrap(), i64::try_from(*credit).unwrap())
        })
        .collect();
    // The oracle lists by code, the report by type and group.
    shown.sort_unstable();
    assert_eq!(shown, rows, "{as_of}");
    assert_eq!(sum, total, "{as_of}");
}

#[test]
fn w_01_a_quarter_of_trading() {
    let rows: &[CodeLine] = &[
        ("1010", 4870500, 0),
        ("1100", 810000, 0),
        ("1200", 180000, 0),
        ("1300", 180000, 0),
        ("1510", 1200000, 0),
        ("1591", 0, 100000),
        ("2000", 0, 300000),
        ("2200", 0, 50000),
        ("2600", 0, 24000),
        ("2700", 0, 1900000),
        ("3000", 0, 5000000),
        ("4010", 0, 1300000),
        ("4020", 0, 600000),
        ("4110", 0, 3500),
        ("5000", 720000, 0),
        ("6050", 60000, 0),
        ("6110", 18000, 0),
        ("6190", 450000, 0),
        ("6260", 24000, 0),
        ("6270", 640000, 0),
        ("7000", 100000, 0),
        ("7010", 25000, 0),
    ];
    check(&posted(QUARTER), "2025-01-01", "2025-03-31", rows, 9277500);
}

#[test]
fn w_10_earlier_profit_stands_in_retained_earnings() {
    let entries = posted(TWO_YEARS);
    check(
        &entries,
        "2023-04-01",
        "2024-03-31",
        &[("1010", 1500000, 0), ("3000", 0, 1000000), ("4020", 0, 800000), ("6190", 300000, 0)],
        1800000,
    );
    check(
        &entries,
        "2024-04-01",
        "2024-04-01",
        &[("1010", 1620000, 0), ("3000", 0, 1000000), ("3300", 0, 500000), ("4020", 0, 120000)],
        1620000,
    );
    check(
        &entries,
        "2024-04-01",
        "2025-03-31",
        &[
            ("1010", 1400000, 0),
            ("1100", 250000, 0),
            ("3000", 0, 1000000),
            ("3200", 150000, 0),
            ("3300", 0, 500000),
            ("4020", 0, 370000),
            ("6190", 70000, 0),
        ],
        1870000,
    );
    check(
        &entries,
        "2025-04-01",
        "2025-05-31",
        &[
            ("1010", 1360000, 0),
            ("1100", 250000, 0),
            ("3000", 0, 1000000),
            ("3200", 150000, 0),
            ("3300", 0, 800000),
            ("6190", 40000, 0),
        ],
        1800000,
    );
}

#[test]
fn w_10_a_late_correction_lowers_retained_earnings() {
    let mut entries = posted(TWO_YEARS);
    entries.push(entry("2024-02-15", &[("6030", 5000, 0), ("1010", 0, 5000)]));
    check(
        &entries,
        "2025-04-01",
        "2025-05-31",
        &[
            ("1010", 1355000, 0),
            ("1100", 250000, 0),
            ("3000", 0, 1000000),
            ("3200", 150000, 0),
            ("3300", 0, 795000),
            ("6190", 40000, 0),
        ],
        1795000,
    );
    check(
        &entries,
        "2023-04-01",
        "2024-03-31",
        &[
            ("1010", 1495000, 0),
            ("3000", 0, 1000000),
            ("4020", 0, 800000),
            ("6030", 5000, 0),
            ("6190", 300000, 0),
        ],
        1800000,
    );
}

#[test]
fn rows_stand_in_the_order_of_the_statements_and_types_have_totals() {
    let accounts = accounts();
    let deltas = BalanceDeltas::of_all(GBP, &posted(QUARTER)).unwrap();
    let balances = account_balances(GBP, deltas.days(), day("2025-01-01"), day("2025-03-31")).unwrap();
    let report = trial_balance(GBP, accounts.values(), &balances).unwrap();
    assert!(report.rows.windows(2).all(|pair| order(pair[0].account) < order(pair[1].account)));
    assert!(!report.rows.iter().any(|row| row.account.code.as_str() == "3400"));
    // Income 1,903,500 less expenses 2,037,000.
    assert_eq!(report.profit_for_the_year.minor(), -133_500);
    let (debit, credit) = report.totals_of(AccountType::Income).unwrap();
    assert_eq!((debit.minor(), credit.minor()), (0, 1_903_500));
}

#[test]
fn sums_beyond_an_amount_stay_exact() {
    let most: Vec<Entry> = (1..=28)
        .map(|number| entry(&format!("2025-02-{number:02}"), &[("1010", i64::MAX, 0), ("3000", 0, i64::MAX)]))
        .collect();
    let balances: Vec<AccountBalance> = {
        let rows = most.iter().flat_map(|entry| BalanceDeltas::of(entry).unwrap().days().collect::<Vec<_>>());
        account_balances(GBP, rows, day("2025-01-01"), day("2025-12-31")).unwrap()
    };
    let accounts = accounts();
    let report = trial_balance(GBP, accounts.values(), &balances).unwrap();
    assert_eq!(report.total.minor(), i128::from(i64::MAX) * 28);
}

#[test]
fn damaged_balances_give_no_report() {
    let accounts = accounts();
    let pence = |minor: i128| Total::from_minor(minor, GBP);
    let only = |code: &str, before: i128, within: i128| AccountBalance {
        account: crate::test_books::id(code),
        before_year: pence(before),
        in_year: pence(within),
    };
    let report = trial_balance(GBP, accounts.values(), &[only("1010", 0, 5)]);
    assert_eq!(report, Err(TrialBalanceError::OutOfBalance(pence(5))));
    let strange = only("9999", 0, 5);
    let report = trial_balance(GBP, accounts.values(), &[strange]);
    assert_eq!(report, Err(TrialBalanceError::UnknownAccount(strange.account)));
    let bare = [
        account("1010", "Bank", AccountGroup::CashAndCashEquivalents),
        account("4000", "Sales", AccountGroup::OperatingIncome),
    ];
    let report = trial_balance(GBP, &bare, &[only("1010", 5, 0), only("4000", -5, 0)]);
    assert_eq!(report, Err(TrialBalanceError::NoRetainedEarnings));
}
