//! The default chart against the table of books.md section 2.

use super::*;
use kernel::AccountName;

#[test]
fn the_chart_is_in_order_and_every_row_is_valid() {
    let chart = default_chart();
    assert!(chart.windows(2).all(|pair| pair[0].code < pair[1].code));
    for row in chart {
        assert_eq!(AccountCode::parse(row.code).unwrap().as_str(), row.code);
        assert_eq!(AccountName::parse(row.name).unwrap().as_str(), row.name);
    }
    let first_digit = |row: &ChartRow| row.code.as_bytes()[0];
    for row in chart {
        let kind = match first_digit(row) {
            b'1' => AccountType::Asset,
            b'2' => AccountType::Liability,
            b'3' => AccountType::Equity,
            b'4' => AccountType::Income,
            _ => AccountType::Expense,
        };
        assert_eq!(row.account_type(), kind, "{}", row.code);
    }
}

#[test]
fn rows_per_group_follow_the_specification() {
    let counts: Vec<(AccountGroup, usize)> = AccountGroup::ALL
        .into_iter()
        .map(|group| (group, default_chart().iter().filter(|row| row.group == group).count()))
        .collect();
    let expected = [3, 2, 5, 4, 1, 3, 8, 3, 2, 1, 0, 2, 2, 1, 2, 2, 1, 5, 7, 3, 1, 6, 30, 6, 1];
    assert_eq!(counts.iter().map(|(_, count)| *count).collect::<Vec<_>>(), expected);
    assert_eq!(postable_chart().count() + 1, default_chart().len());
}

#[test]
fn what_stands_apart_in_the_specification_does_so_here() {
    let row = |code: &str| default_chart().iter().find(|row| row.code == code).unwrap();
    assert_eq!(row("4050").place, StatementPlace::RevenueContra);
    assert_eq!(row("4060").place, StatementPlace::RevenueContra);
    assert_eq!(row("4100").place, StatementPlace::NonOperating);
    assert_eq!(row("6070").cash_flow, CashFlow::Financing);
    assert_eq!(row("7030").cash_flow, CashFlow::ShownApart);
    assert_eq!(row("3400").cash_flow, CashFlow::None);
    assert_eq!(row("1450").cash_flow, CashFlow::Investing);
    assert_eq!(row("2800").place, StatementPlace::LongTermLiabilities);
    assert_eq!(row("1010").kind, AccountKind::Bank);
    assert_eq!(row("2100").kind, AccountKind::Card);
    assert!(row("3400").is_computed() && !row("3300").is_computed());
    for role in SystemRole::EVERY {
        assert_eq!(default_chart().iter().filter(|row| row.system == Some(*role)).count(), 1, "{role:?}");
    }
}

#[test]
fn normal_sides() {
    let sides = AccountType::ALL.map(AccountType::normal_side);
    assert_eq!(sides, [Side::Debit, Side::Credit, Side::Credit, Side::Credit, Side::Debit]);
    assert_eq!(Side::Debit.opposite(), Side::Credit);
}

#[test]
fn codes_read_back() {
    for group in AccountGroup::ALL {
        assert_eq!(group.code().parse(), Ok(group));
    }
    for kind in AccountType::ALL {
        assert_eq!(kind.code().parse(), Ok(kind));
    }
    for role in SystemRole::EVERY {
        assert_eq!(role.code().parse(), Ok(*role));
    }
    assert_eq!("assets".parse::<AccountType>(), Err(FieldError::NotAChoice));
    for code in ["10 10", "é1", "12345678901234567", "10-10"] {
        assert_eq!(AccountCode::parse(code), Err(FieldError::NotAnAccountCode), "{code}");
    }
}
