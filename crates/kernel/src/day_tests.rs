//! Laws of days, months and zones, with the date tricks of security row T41.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn only_iso_days_that_exist_and_are_in_range_are_read() {
    let table = [
        ("2025-03-31", Ok(())),
        ("1900-01-01", Ok(())),
        ("2199-12-31", Ok(())),
        ("2024-02-29", Ok(())),
        ("", Err(FieldError::Required)),
        ("2025-02-30", Err(FieldError::NotADay)),
        ("2025-02-29", Err(FieldError::NotADay)),
        ("1900-02-29", Err(FieldError::NotADay)),
        ("2025-13-01", Err(FieldError::NotADay)),
        ("2025-00-10", Err(FieldError::NotADay)),
        ("2025-01-00", Err(FieldError::NotADay)),
        ("2025-1-1", Err(FieldError::NotADay)),
        ("25-01-01", Err(FieldError::NotADay)),
        ("10000-01-01", Err(FieldError::NotADay)),
        ("-001-01-01", Err(FieldError::NotADay)),
        ("20250331", Err(FieldError::NotADay)),
        ("2025/03/31", Err(FieldError::NotADay)),
        ("31-03-2025", Err(FieldError::NotADay)),
        ("2025-03-31 ", Err(FieldError::NotADay)),
        ("2025-03-31T00:00:00Z", Err(FieldError::NotADay)),
        ("2016-12-31T23:59:60Z", Err(FieldError::NotADay)),
        ("2025-W13-1", Err(FieldError::NotADay)),
        ("２０２５-03-31", Err(FieldError::NotADay)),
        ("2025-03-31-", Err(FieldError::NotADay)),
        ("0000-01-01", Err(FieldError::DayOutOfRange)),
        ("1899-12-31", Err(FieldError::DayOutOfRange)),
        ("2200-01-01", Err(FieldError::DayOutOfRange)),
        ("9999-12-31", Err(FieldError::DayOutOfRange)),
    ];
    for (text, expected) in table {
        assert_eq!(Day::parse(text).map(|_| ()), expected, "{text:?}");
    }
}

#[test]
fn days_move_within_the_range_only() {
    assert_eq!(day("2024-02-28").add_days(1), Some(day("2024-02-29")));
    assert_eq!(day("2025-01-01").add_days(-1), Some(day("2024-12-31")));
    assert_eq!(Day::MAX.add_days(1), None);
    assert_eq!(Day::MIN.add_days(-1), None);
    assert_eq!(Day::MIN.add_days(i32::MAX), None);
    assert_eq!(day("2025-01-01").days_until(day("2025-03-01")), 59);
    assert_eq!(day("2025-03-31").weekday(), 1);
}

#[test]
fn months_know_their_ends() {
    let month = Month::parse("2024-02").unwrap();
    assert_eq!((month.first_day(), month.last_day()), (day("2024-02-01"), day("2024-02-29")));
    assert_eq!(month.add_months(-2).unwrap().to_string(), "2023-12");
    assert_eq!(month.add_months(11).unwrap().to_string(), "2025-01");
    assert_eq!(Month::parse("2199-12").unwrap().add_months(1), None);
    assert_eq!(day("2025-07-09").month().to_string(), "2025-07");
    for text in ["2024-13", "2024-00", "2024-1", "2024", "1899-12", "2024-02-01"] {
        assert_eq!(Month::parse(text), Err(FieldError::NotAMonth), "{text}");
    }
}

#[test]
fn today_depends_on_the_zone() {
    // 2025-03-30T00:30:00Z, half an hour before clocks in London jump from 01:00 to 02:00.
    let moment = Moment::from_micros(1_743_294_600_000_000);
    let zone = |name: &str| TimeZoneName::parse(name).unwrap();
    assert_eq!(zone("Europe/London").today(moment), day("2025-03-30"));
    assert_eq!(zone("America/New_York").today(moment), day("2025-03-29"));
    assert_eq!(zone("Pacific/Kiritimati").today(moment), day("2025-03-30"));
    assert_eq!(zone("Europe/London").local(moment).hour, 0);
    assert_eq!(zone("Europe/London").local(moment.plus_seconds(3600)).hour, 2);
    assert_eq!(zone("Asia/Kolkata").local(moment).offset_minutes, 330);
    assert_eq!(TimeZoneName::utc().today(Moment::from_micros(i64::MAX)), Day::MAX);
    assert_eq!(TimeZoneName::utc().today(Moment::from_micros(i64::MIN)), Day::MIN);
}

#[test]
fn only_zones_of_the_database_are_known() {
    for name in ["", "Europe/Londonium", "GMT+25", "../etc/passwd", "Europe/London\0", "Mars/Base", " UTC"] {
        assert_eq!(TimeZoneName::parse(name), Err(FieldError::NotATimeZone), "{name:?}");
    }
    assert_eq!(TimeZoneName::parse("europe/london").unwrap().as_str(), "Europe/London");
    let all = TimeZoneName::all();
    assert!(all.len() > 300 && all.contains(&"Europe/London".to_owned()) && all.contains(&"UTC".to_owned()));
}

#[test]
fn serde_carries_iso_text() {
    assert_eq!(serde_json::to_string(&day("2025-03-31")).unwrap(), "\"2025-03-31\"");
    assert_eq!(serde_json::from_str::<Day>("\"2025-03-31\"").unwrap(), day("2025-03-31"));
    assert!(serde_json::from_str::<Day>("\"2025-02-30\"").is_err());
    assert_eq!(serde_json::to_string(&TimeZoneName::utc()).unwrap(), "\"UTC\"");
}

proptest! {
    #[test]
    fn a_day_reads_back_and_sorts_like_its_text(a in 0_i32..109_572, b in 0_i32..109_572) {
        let (x, y) = (Day::MIN.add_days(a).unwrap(), Day::MIN.add_days(b).unwrap());
        prop_assert_eq!(Day::parse(&x.to_string()), Ok(x));
        prop_assert_eq!(x.cmp(&y), x.to_string().cmp(&y.to_string()));
        prop_assert_eq!(x.days_until(y), b - a);
        prop_assert!(x.month().first_day() <= x && x <= x.month().last_day());
    }

    #[test]
    fn reading_a_day_never_panics(text in ".{0,12}") {
        let _ = Day::parse(&text);
    }
}
