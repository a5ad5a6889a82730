//! What a journal must refuse: the single-currency cases of oracle W-28, and the messages.

use super::*;
use crate::test_books::{CodeLine, GBP, account, accounts, day, draft, entry, id};
use crate::{AccountGroup, Posting};
use kernel::Refusal;

const ON: &str = "2026-01-15";

fn refused(lines: &[CodeLine]) -> EntryRefusal {
    let accounts = accounts();
    let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
    validate(&draft(ON, lines), &rules).unwrap_err()
}

#[test]
fn v1_an_unbalanced_journal_is_refused() {
    let refusal = refused(&[("6190", 1000, 0), ("1010", 0, 999)]);
    assert_eq!(refusal, EntryRefusal::OutOfBalance { by: Total::from_minor(1, GBP), missing: Side::Credit });
    assert_eq!(refusal.message(), "Out by 0.01. Add 0.01 on the credit side.");
    let other_way = refused(&[("6190", 1000, 0), ("1010", 0, 13_000)]);
    assert_eq!(other_way.message(), "Out by 120.00. Add 120.00 on the debit side.");
}

#[test]
fn v2_one_line_is_no_journal() {
    assert_eq!(refused(&[("6190", 1000, 0)]), EntryRefusal::TooFewLines { lines: 1 });
    assert_eq!(refused(&[]), EntryRefusal::TooFewLines { lines: 0 });
}

#[test]
fn v3_a_line_has_one_side_and_an_amount() {
    let lines: &[CodeLine] = &[("6190", 1000, 1000), ("1010", 0, 0)];
    let accounts = accounts();
    let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
    let all = problems(&draft(ON, lines), &rules);
    assert_eq!(all, [EntryRefusal::BothSides { line: 0 }, EntryRefusal::ZeroAmount { line: 1 }]);
    assert_eq!(refused(lines), all[0]);
    assert_eq!(all[1].message(), "Line 2: type a debit or a credit above zero.");
}

#[test]
fn v4_amounts_are_above_zero() {
    assert_eq!(refused(&[("6190", -1000, 0), ("1010", 0, -1000)]), EntryRefusal::NegativeAmount { line: 0 });
    assert_eq!(refused(&[("6190", i64::MIN, 0), ("1010", 0, 1)]), EntryRefusal::NegativeAmount { line: 0 });
}

#[test]
fn v5_a_split_journal_is_accepted() {
    let accepted = entry(ON, &[("6190", 1000, 0), ("1010", 0, 400), ("2100", 0, 600)]);
    assert_eq!((accepted.lines().len(), accepted.total().minor()), (3, 1000));
}

#[test]
fn v6_a_journal_that_changes_nothing_is_refused() {
    assert_eq!(refused(&[("1010", 1000, 0), ("1010", 0, 1000)]), EntryRefusal::NetsToNothing);
    let two_accounts = [("1010", 5, 0), ("6190", 7, 0), ("1010", 0, 5), ("6190", 0, 7)];
    assert_eq!(refused(&two_accounts), EntryRefusal::NetsToNothing);
}

#[test]
fn v7_an_archived_account_is_refused() {
    let mut accounts = accounts();
    accounts.get_mut(&id("6190")).unwrap().posting = Posting::Archived;
    let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
    let refusal = validate(&draft(ON, &[("6190", 1000, 0), ("1010", 0, 1000)]), &rules).unwrap_err();
    assert_eq!(refusal, EntryRefusal::ArchivedAccount { line: 0, account: "6190 Lease or Rent".to_owned() });
    let rule = Refusal::Rule {
        code: "archived_account",
        message: "Line 1: 6190 Lease or Rent is archived. Restore it or choose another account.".to_owned(),
    };
    assert_eq!(Refusal::from(refusal), rule);
}

#[test]
fn v8_a_locked_period_refuses_new_entries() {
    let accounts = accounts();
    let through = day("2025-12-31");
    let rules = Rules { base: GBP, locked_through: Some(through), accounts: &accounts };
    let on = |text: &str| validate(&draft(text, &[("6190", 1000, 0), ("1010", 0, 1000)]), &rules);
    assert_eq!(on("2025-12-31"), Err(EntryRefusal::PeriodLocked { day: through, through }));
    assert!(on("2025-06-01").is_err());
    assert!(on("2026-01-01").is_ok());
    assert_eq!(check_lock(Day::MIN, None), Ok(()));
}

#[test]
fn v9_profit_for_the_year_takes_no_entries() {
    let refusal = refused(&[("3400", 1000, 0), ("1010", 0, 1000)]);
    assert_eq!((refusal.code(), refusal.line()), ("computed_account", Some(0)));
}

#[test]
fn v10_a_balance_sheet_account_takes_only_its_own_currency() {
    let mut accounts = accounts();
    let euros = Account {
        currency: Currency::EUR,
        ..account("1011", "Bank EUR", AccountGroup::CashAndCashEquivalents)
    };
    accounts.insert(euros.id, euros);
    let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
    let refusal = validate(&draft(ON, &[("1011", 11_000, 0), ("3000", 0, 11_000)]), &rules).unwrap_err();
    assert_eq!((refusal.code(), refusal.line()), ("foreign_account", Some(0)));
}

#[test]
fn amounts_of_another_currency_and_unknown_accounts_are_refused() {
    let mut foreign = draft(ON, &[("6190", 1000, 0), ("1010", 0, 1000)]);
    foreign.lines[1].credit = Some(Money::from_minor(1000, Currency::EUR));
    let accounts = accounts();
    let rules = Rules { base: GBP, locked_through: None, accounts: &accounts };
    let expected = EntryRefusal::WrongCurrency { line: 1, expected: GBP, found: Currency::EUR };
    assert_eq!(validate(&foreign, &rules), Err(expected));
    assert_eq!(refused(&[("9999", 1, 0), ("1010", 0, 1)]), EntryRefusal::UnknownAccount { line: 0 });
}

#[test]
fn an_entry_holds_a_thousand_lines_of_any_size() {
    let many = |pairs: usize| -> Vec<CodeLine> {
        [("6190", i64::MAX, 0), ("1010", 0, i64::MAX)].into_iter().cycle().take(pairs * 2).collect()
    };
    let full = entry(ON, &many(500));
    assert_eq!(full.total().minor(), i128::from(i64::MAX) * 500);
    assert_eq!(refused(&many(501)), EntryRefusal::TooManyLines { max: 1000 });
}

#[test]
fn stored_lines_are_proved_again() {
    let whole = entry(ON, &[("6190", 1000, 0), ("1010", 0, 1000)]);
    let restored = Entry::restore(whole.day(), None, whole.lines().to_vec());
    assert_eq!(restored.as_ref(), Ok(&whole));
    let mut damaged = whole.lines().to_vec();
    damaged[0].amount = Money::from_minor(1001, GBP);
    assert!(Entry::restore(whole.day(), None, damaged).is_err());
    assert!(Entry::restore(whole.day(), None, vec![]).is_err());
}

#[test]
fn all_problems_are_told_at_once() {
    let accounts = accounts();
    let rules = Rules { base: GBP, locked_through: Some(day(ON)), accounts: &accounts };
    let all = problems(&draft(ON, &[("3400", 1000, 0), ("1010", 0, -5)]), &rules);
    let codes: Vec<&str> = all.iter().map(EntryRefusal::code).collect();
    assert_eq!(codes, ["period_locked", "computed_account", "negative_amount"]);
    let unbalanced = problems(&draft(ON, &[("6190", 1000, 0), ("1010", 0, 5)]), &rules);
    assert_eq!(
        unbalanced.iter().map(EntryRefusal::code).collect::<Vec<_>>(),
        ["period_locked", "out_of_balance"]
    );
}

#[test]
fn a_draft_travels_as_json() {
    let whole = draft(ON, &[("6190", 1000, 0), ("1010", 0, 1000)]);
    let json = serde_json::to_string(&whole).unwrap();
    assert!(
        json.contains(r#""day":"2026-01-15""#) && json.contains(r#"{"amount":"10.00","currency":"GBP"}"#)
    );
    assert_eq!(serde_json::from_str::<DraftEntry>(&json).unwrap(), whole);
    assert_eq!(serde_json::to_string(&Side::Credit).unwrap(), "\"credit\"");
    assert_eq!(serde_json::to_string(&AccountGroup::CostOfSales).unwrap(), "\"cost_of_sales\"");
    assert!(serde_json::from_str::<crate::AccountCode>("\"10 10\"").is_err());
}
