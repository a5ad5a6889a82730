//! Laws of double entry that hold for any sequence of entries.

use crate::test_books::{GBP, accounts, day, id};
use crate::*;
use kernel::{Day, FiscalYearEnd, Memo, Money};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CODES: [&str; 12] =
    ["1010", "1100", "1200", "1510", "2000", "2100", "2700", "3000", "3300", "4020", "5000", "6190"];

/// A balanced draft: some lines on either side, and one that closes the gap.
fn balanced_draft() -> impl Strategy<Value = DraftEntry> {
    let line = (0..CODES.len(), any::<bool>(), 1_i64..=1_000_000_000_000);
    (0_i32..1500, prop::collection::vec(line, 1..12), 0..CODES.len()).prop_map(|(offset, lines, closing)| {
        let excess: i64 =
            lines.iter().map(|(_, is_debit, minor)| if *is_debit { *minor } else { -*minor }).sum();
        let pounds = |minor: i64| Money::from_minor(minor, GBP);
        let side = |code: usize, is_debit: bool, minor: i64| {
            let account = id(CODES[code]);
            if is_debit {
                DraftLine::debit(account, pounds(minor))
            } else {
                DraftLine::credit(account, pounds(minor))
            }
        };
        let mut all: Vec<DraftLine> =
            lines.iter().map(|(code, is_debit, minor)| side(*code, *is_debit, *minor)).collect();
        if excess != 0 {
            all.push(side(closing, excess < 0, excess.abs()));
        }
        let day = day("2022-06-01").add_days(offset).unwrap();
        DraftEntry { day, memo: Memo::parse("generated").ok(), lines: all }
    })
}

/// Entries that the rules accept; drafts that net to nothing are dropped.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(balanced_draft(), 0..25).prop_map(|drafts| {
        let accounts = accounts();
        let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
        let accepted = |draft: &DraftEntry| match validate(draft, &rules) {
            Ok(entry) => Some(entry),
            Err(EntryRefusal::NetsToNothing | EntryRefusal::TooFewLines { .. }) => None,
            Err(other) => panic!("a balanced draft was refused: {other:?}"),
        };
        drafts.iter().filter_map(accepted).collect()
    })
}

fn report_on(entries: &[Entry], as_of: Day, year_end: FiscalYearEnd) -> (i128, i128, i128) {
    let accounts = accounts();
    let deltas = BalanceDeltas::of_all(GBP, entries).unwrap();
    let year_start = year_end.year_of(as_of).start;
    let balances = account_balances(GBP, deltas.days(), year_start, as_of).unwrap();
    let report = trial_balance(GBP, accounts.values(), &balances).unwrap();
    let debit = report.rows.iter().map(|row| row.debit.minor()).sum();
    let credit = report.rows.iter().map(|row| row.credit.minor()).sum();
    (debit, credit, report.profit_for_the_year.minor())
}

/// Debit, credit and line count per account and bucket, straight from the lines.
fn recount<Bucket: Ord>(
    entries: &[Entry],
    bucket: impl Fn(Day) -> Bucket,
) -> BTreeMap<(String, Bucket), [i64; 3]> {
    let mut rows: BTreeMap<_, [i64; 3]> = BTreeMap::new();
    for entry in entries {
        for line in entry.lines() {
            let sums = rows.entry((line.account.to_string(), bucket(entry.day()))).or_default();
            sums[usize::from(line.side == Side::Credit)] += line.amount.minor();
            sums[2] += 1;
        }
    }
    rows
}

fn as_rows<Bucket: Ord>(
    deltas: impl Iterator<Item = AccountDelta<Bucket>>,
) -> BTreeMap<(String, Bucket), [i64; 3]> {
    let sums =
        |movement: Movement| [movement.debit.minor(), movement.credit.minor(), i64::from(movement.lines)];
    deltas.map(|delta| ((delta.account.to_string(), delta.bucket), sums(delta.movement))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn balanced_entries_give_equal_columns_on_every_date(entries in entries(), offset in 0_i32..1600, month in 1_i8..=12) {
        let as_of = day("2022-06-01").add_days(offset).unwrap();
        let (debit, credit, _) = report_on(&entries, as_of, FiscalYearEnd::new(month, 28).unwrap());
        prop_assert_eq!(debit, credit);
    }

    #[test]
    fn an_unbalanced_draft_is_never_accepted(draft in balanced_draft(), extra in 1_i64..1_000_000) {
        let mut draft = draft;
        draft.lines.push(DraftLine::debit(id("1010"), Money::from_minor(extra, GBP)));
        let accounts = accounts();
        let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
        let by = kernel::Total::from_minor(extra.into(), GBP);
        let refusal = EntryRefusal::OutOfBalance { by, missing: Side::Credit };
        prop_assert_eq!(validate(&draft, &rules), Err(refusal));
    }

    #[test]
    fn an_entry_and_its_reversal_are_nothing(entries in entries()) {
        for entry in &entries {
            let reversal = entry.reversed();
            prop_assert_eq!(reversal.day(), entry.day());
            prop_assert_eq!(&reversal.reversed(), entry);
            prop_assert_eq!(Entry::restore(reversal.day(), reversal.memo().cloned(), reversal.lines().to_vec()), Ok(reversal.clone()));
            let both = BalanceDeltas::of_all(GBP, [entry, &reversal]).unwrap();
            for delta in both.days() {
                prop_assert!(delta.movement.net().unwrap().is_zero());
                prop_assert_eq!(delta.movement.lines % 2, 0);
            }
        }
    }

    #[test]
    fn maintained_deltas_equal_a_recount(entries in entries()) {
        // What the store does: add the deltas of one entry at a time to the rows it keeps.
        let (mut days, mut months) = (Movements::none(), Movements::none());
        for entry in &entries {
            let deltas = BalanceDeltas::of(entry).unwrap();
            deltas.days().for_each(|row| days.add(row.account, row.bucket, row.movement).unwrap());
            deltas.months().for_each(|row| months.add(row.account, row.bucket, row.movement).unwrap());
        }
        prop_assert_eq!(as_rows(days.rows()), recount(&entries, |day| day));
        prop_assert_eq!(as_rows(months.rows()), recount(&entries, Day::month));
        let at_once = BalanceDeltas::of_all(GBP, &entries).unwrap();
        prop_assert_eq!(as_rows(at_once.days()), as_rows(days.rows()));
        let keys: Vec<_> = at_once.days().map(|row| (row.account, row.bucket)).collect();
        prop_assert!(keys.is_sorted());
    }

    #[test]
    fn profits_of_two_years_add_up_to_the_whole(entries in entries()) {
        let last = day("2026-12-31");
        let never_ends = day("2022-01-01");
        let by_year: i128 = (2022..=2026)
            .map(|year| report_on(&entries, day(&format!("{year}-12-31")), FiscalYearEnd::DECEMBER).2)
            .sum();
        let accounts = accounts();
        let deltas = BalanceDeltas::of_all(GBP, &entries).unwrap();
        let balances = account_balances(GBP, deltas.days(), never_ends, last).unwrap();
        let whole = trial_balance(GBP, accounts.values(), &balances).unwrap().profit_for_the_year;
        prop_assert_eq!(by_year, whole.minor());
    }
}
