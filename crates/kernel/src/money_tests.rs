//! Laws of amounts, with the number tricks of security row T40 and the splits of oracle W-09.

use super::*;
use proptest::prelude::*;

const GBP: Currency = Currency::GBP;
const JPY: Currency = Currency::JPY;
const BHD: Currency = Currency::BHD;

#[test]
fn strict_decimals_become_minor_units() {
    let table = [
        ("0", GBP, 0),
        ("-0", GBP, 0),
        ("-0.00", GBP, 0),
        ("1", GBP, 100),
        ("1.5", GBP, 150),
        ("1234.50", GBP, 123_450),
        ("-1234.50", GBP, -123_450),
        ("0.01", GBP, 1),
        ("007.50", GBP, 750),
        ("92233720368547758.07", GBP, i64::MAX),
        ("-92233720368547758.07", GBP, -i64::MAX),
        ("100", JPY, 100),
        ("9223372036854775807", JPY, i64::MAX),
        ("0.001", BHD, 1),
        ("1.2", BHD, 1200),
    ];
    for (text, currency, minor) in table {
        assert_eq!(Money::parse(text, currency), Ok(Money::from_minor(minor, currency)), "{text}");
    }
}

#[test]
fn number_tricks_are_refused() {
    let not_an_amount = [
        "1e400", "NaN", "inf", "-inf", "1.234,56", "1,234.56", "١٢", "１２", "+1", "--1", "-", ".", ".5",
        "5.", "1 000", " 1", "1 ", "1\n", "0x10", "1.2.3", "−1", "£1", "1_000", "1e2", "\u{0}1", "1.-5",
        "(5)",
    ];
    for text in not_an_amount {
        assert_eq!(Money::parse(text, GBP), Err(FieldError::NotAnAmount), "{text:?}");
    }
    assert_eq!(Money::parse("", GBP), Err(FieldError::Required));
    assert_eq!(Money::parse("0.005", GBP), Err(FieldError::TooManyDecimals { max: 2 }));
    assert_eq!(Money::parse("1.000", GBP), Err(FieldError::TooManyDecimals { max: 2 }));
    assert_eq!(Money::parse("1.0", JPY), Err(FieldError::TooManyDecimals { max: 0 }));
    assert_eq!(Money::parse("1.0005", BHD), Err(FieldError::TooManyDecimals { max: 3 }));
    for text in ["9223372036854775807", "92233720368547758.08", "-92233720368547758.08", &"9".repeat(10_000)]
    {
        assert_eq!(Money::parse(text, GBP), Err(FieldError::AmountTooLarge));
    }
}

#[test]
fn amounts_are_shown_plain_and_grouped() {
    let table = [
        (0, GBP, "0.00", "0.00", "–"),
        (5, GBP, "0.05", "0.05", "0.05"),
        (-5, GBP, "-0.05", "−0.05", "−0.05"),
        (12_345, GBP, "123.45", "123.45", "123.45"),
        (123_456, GBP, "1234.56", "1,234.56", "1,234.56"),
        (-123_456_789, GBP, "-1234567.89", "−1,234,567.89", "−1,234,567.89"),
        (1000, JPY, "1000", "1,000", "1,000"),
        (1_234_567, BHD, "1234.567", "1,234.567", "1,234.567"),
        (i64::MIN, JPY, "-9223372036854775808", "−9,223,372,036,854,775,808", "−9,223,372,036,854,775,808"),
    ];
    for (minor, currency, plain, grouped, dash) in table {
        let money = Money::from_minor(minor, currency);
        assert_eq!(
            (money.plain(), money.grouped(), money.grouped_or_dash()),
            (plain.into(), grouped.into(), dash.into())
        );
    }
}

#[test]
fn arithmetic_is_exact_or_refused() {
    let one = Money::from_minor(1, GBP);
    let most = Money::from_minor(i64::MAX, GBP);
    let mismatch = Err(MoneyError::CurrencyMismatch { left: GBP, right: JPY });
    assert_eq!(most.checked_add(one), Err(MoneyError::Overflow));
    assert_eq!(Money::from_minor(i64::MIN, GBP).checked_neg(), Err(MoneyError::Overflow));
    assert_eq!(Money::from_minor(i64::MIN, GBP).checked_sub(one), Err(MoneyError::Overflow));
    assert_eq!(one.checked_add(Money::zero(JPY)), mismatch);
    assert_eq!(Money::sum(GBP, [most, one]), Err(MoneyError::Overflow));
    assert_eq!(Money::sum(GBP, [Money::zero(JPY)]), mismatch);
    // The running sum may leave the range as long as the result is within it.
    assert_eq!(Money::sum(GBP, [most, one, one.checked_neg().unwrap()]), Ok(most));
}

#[test]
fn a_thousand_maxima_add_up_exactly() {
    let total = Total::sum(GBP, vec![Money::from_minor(i64::MAX, GBP); 1000]).unwrap();
    assert_eq!(total.minor(), 9_223_372_036_854_775_807_000);
    assert_eq!(total.grouped(), "92,233,720,368,547,758,070.00");
    assert_eq!(total.to_money(), None);
}

#[test]
fn sharing_follows_the_largest_remainder() {
    let table: [(i64, &[u64], &[i64]); 11] = [
        (10_000, &[1, 1, 1], &[3334, 3333, 3333]),
        (100_000, &[1; 12], &[8334, 8334, 8334, 8334, 8333, 8333, 8333, 8333, 8333, 8333, 8333, 8333]),
        (9999, &[50, 30, 20], &[4999, 3000, 2000]),
        (1000, &[4000, 3000, 1999], &[445, 333, 222]),
        (-10_000, &[1, 1, 1], &[-3334, -3333, -3333]),
        (1000, &[0, 1, 2], &[0, 333, 667]),
        (60_000, &[100_000, 50_000, 15_000], &[36_364, 18_182, 5454]),
        (365_000, &[100_000, 200_000, 33_333], &[109_500, 219_000, 36_500]),
        (1, &[1, 1], &[1, 0]),
        (0, &[3, 4], &[0, 0]),
        (3600, &[5997, 10_000, 20_000], &[600, 1000, 2000]),
    ];
    for (total, weights, parts) in table {
        let shared = Money::from_minor(total, GBP).allocate(weights).unwrap();
        assert_eq!(shared.iter().map(|part| part.minor()).collect::<Vec<_>>(), parts);
    }
    assert_eq!(Money::zero(GBP).allocate(&[]), Err(MoneyError::NoWeights));
    assert_eq!(Money::zero(GBP).allocate(&[0, 0]), Err(MoneyError::NoWeights));
}

#[test]
fn json_carries_a_decimal_string() {
    let money = Money::from_minor(-123_450, GBP);
    let json = r#"{"amount":"-1234.50","currency":"GBP"}"#;
    assert_eq!(serde_json::to_string(&money).unwrap(), json);
    assert_eq!(serde_json::from_str::<Money>(json).unwrap(), money);
    assert!(serde_json::from_str::<Money>(r#"{"amount":1.5,"currency":"GBP"}"#).is_err());
    assert!(serde_json::from_str::<Money>(r#"{"amount":"1.505","currency":"GBP"}"#).is_err());
}

fn any_currency() -> impl Strategy<Value = Currency> {
    prop_oneof![Just(GBP), Just(JPY), Just(BHD)]
}

proptest! {
    #[test]
    fn plain_text_reads_back(minor in -i64::MAX..=i64::MAX, currency in any_currency()) {
        let money = Money::from_minor(minor, currency);
        prop_assert_eq!(Money::parse(&money.plain(), currency), Ok(money));
    }

    #[test]
    fn parsing_never_panics(text in ".{0,40}", currency in any_currency()) {
        let _ = Money::parse(&text, currency);
    }

    #[test]
    fn shares_add_up_to_the_whole(minor: i64, weights in prop::collection::vec(any::<u64>(), 1..20)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let whole = Money::from_minor(minor, GBP);
        let shares = whole.allocate(&weights).unwrap();
        prop_assert_eq!(Money::sum(GBP, shares), Ok(whole));
    }

    #[test]
    fn adding_and_taking_away_is_nothing(a: i32, b: i32) {
        let (a, b) = (Money::from_minor(a.into(), JPY), Money::from_minor(b.into(), JPY));
        prop_assert_eq!(a.checked_add(b).unwrap().checked_sub(b), Ok(a));
    }
}
