//! The trial balance against oracles W-01 and W-10.

use app::books::chart::AddAccount;
use app::books::reports::TrialBalance;
use kernel::{AccountName, Currency, Day, FiscalYearEnd};
use ledger::{AccountCode, AccountGroup};
use testkit::{Company, House, both_engines, founding};

/// A quarter of trading: day and lines.
const W_01: &[(&str, &[(&str, i64)])] = &[
    ("2025-01-02", &[("1010", 5_000_000), ("3000", -5_000_000)]),
    ("2025-01-05", &[("1010", 2_000_000), ("2700", -2_000_000)]),
    ("2025-01-08", &[("1510", 1_200_000), ("1010", -1_200_000)]),
    ("2025-01-10", &[("1200", 900_000), ("2000", -900_000)]),
    ("2025-01-15", &[("1300", 240_000), ("1010", -240_000)]),
    ("2025-01-20", &[("1100", 660_000), ("4020", -600_000), ("2200", -60_000)]),
    ("2025-01-31", &[("6190", 150_000), ("1010", -150_000)]),
    ("2025-02-05", &[("1010", 880_000), ("4010", -800_000), ("2200", -80_000)]),
    ("2025-02-05", &[("5000", 450_000), ("1200", -450_000)]),
    ("2025-02-09", &[("2000", 600_000), ("1010", -600_000)]),
    ("2025-02-14", &[("6110", 18_000), ("2100", -18_000)]),
    ("2025-02-20", &[("1010", 400_000), ("1100", -400_000)]),
    ("2025-02-28", &[("6190", 150_000), ("1010", -150_000)]),
    ("2025-02-28", &[("6270", 320_000), ("1010", -320_000)]),
    ("2025-03-10", &[("1100", 550_000), ("4010", -500_000), ("2200", -50_000)]),
    ("2025-03-10", &[("5000", 270_000), ("1200", -270_000)]),
    ("2025-03-15", &[("2100", 18_000), ("1010", -18_000)]),
    ("2025-03-20", &[("2200", 140_000), ("1010", -140_000)]),
    ("2025-03-31", &[("2700", 100_000), ("7010", 25_000), ("1010", -125_000)]),
    ("2025-03-31", &[("7000", 100_000), ("1591", -100_000)]),
    ("2025-03-31", &[("6050", 60_000), ("1300", -60_000)]),
    ("2025-03-31", &[("6190", 150_000), ("1010", -150_000)]),
    ("2025-03-31", &[("6270", 320_000), ("1010", -320_000)]),
    ("2025-03-31", &[("1010", 3_500), ("4110", -3_500)]),
    ("2025-03-31", &[("6260", 24_000), ("2600", -24_000)]),
];

/// What the trial balance then shows; below zero is a credit.
const W_01_SHOWN: &[(&str, i64)] = &[
    ("1010", 4_870_500),
    ("1100", 810_000),
    ("1200", 180_000),
    ("1300", 180_000),
    ("1510", 1_200_000),
    ("1591", -100_000),
    ("2000", -300_000),
    ("2200", -50_000),
    ("2600", -24_000),
    ("2700", -1_900_000),
    ("3000", -5_000_000),
    ("4010", -1_300_000),
    ("4020", -600_000),
    ("4110", -3_500),
    ("5000", 720_000),
    ("6050", 60_000),
    ("6110", 18_000),
    ("6190", 450_000),
    ("6260", 24_000),
    ("6270", 640_000),
    ("7000", 100_000),
    ("7010", 25_000),
];

async fn shown(
    house: &House,
    actor: &app::Actor,
    company: &Company,
    day: &str,
) -> (Vec<(String, i128)>, i128, i128) {
    let report = TrialBalance { books: company.books, day: Day::parse(day).ok() };
    let report = house.app.read(actor, report).await.unwrap();
    let mut rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.account.code.to_string(), row.debit.minor() - row.credit.minor()))
        .collect();
    rows.sort();
    (rows, report.total.minor(), report.profit_for_the_year.minor())
}

fn expected(rows: &[(&str, i64)]) -> Vec<(String, i128)> {
    rows.iter().map(|(code, amount)| ((*code).to_owned(), i128::from(*amount))).collect()
}

/// A day, the rows it shows, their total, the profit of its year.
type Case<'c> = (&'c str, &'c [(&'c str, i64)], i128, i128);

both_engines! {
    async fn a_quarter_of_trading_gives_the_trial_balance_of_w_01(house: House) {
        let asha = house.person("Asha Raman").await;
        let mut new = founding("Kestrel Ltd");
        new.currency = Currency::USD;
        let mut company = house.company_like(&asha, new).await;
        for (code, name, group) in [
            ("2200", "Sales tax", AccountGroup::SalesTaxesPayable),
            ("1591", "Accumulated depreciation", AccountGroup::PropertyPlantAndEquipment),
        ] {
            let add = AddAccount {
                books: company.books,
                code: AccountCode::parse(code).unwrap(),
                name: AccountName::parse(name).unwrap(),
                group,
            };
            house.app.run(&asha, None, add).await.unwrap();
        }
        house.learn_accounts(&asha, &mut company).await;
        for (day, lines) in W_01 {
            house.post(&asha, &company, day, lines).await.unwrap();
        }
        let (rows, total, profit) = shown(&house, &asha, &company, "2025-03-31").await;
        assert_eq!(rows, expected(W_01_SHOWN));
        assert_eq!((total, profit), (9_277_500, -133_500));
        house.assert_sound(company.books).await;
    }

    async fn earlier_profit_stands_in_retained_earnings_from_the_first_day_of_a_year(house: House) {
        let asha = house.person("Asha Raman").await;
        let mut new = founding("Kestrel Ltd");
        new.fiscal_year_end = FiscalYearEnd::parse("03-31").unwrap();
        let company = house.company_like(&asha, new).await;
        let entries: &[(&str, [(&str, i64); 2])] = &[
            ("2023-04-01", [("1010", 1_000_000), ("3000", -1_000_000)]),
            ("2023-09-30", [("1010", 800_000), ("4020", -800_000)]),
            ("2024-01-31", [("6190", 300_000), ("1010", -300_000)]),
            ("2024-04-01", [("1010", 120_000), ("4020", -120_000)]),
            ("2024-06-15", [("6190", 70_000), ("1010", -70_000)]),
            ("2024-12-20", [("3200", 150_000), ("1010", -150_000)]),
            ("2025-03-31", [("1100", 250_000), ("4020", -250_000)]),
            ("2025-05-05", [("6190", 40_000), ("1010", -40_000)]),
        ];
        for (day, lines) in entries {
            house.post(&asha, &company, day, lines).await.unwrap();
        }
        let cases: &[Case<'_>] = &[
            ("2024-03-31", &[("1010", 1_500_000), ("3000", -1_000_000), ("4020", -800_000), ("6190", 300_000)], 1_800_000, 500_000),
            ("2024-04-01", &[("1010", 1_620_000), ("3000", -1_000_000), ("3300", -500_000), ("4020", -120_000)], 1_620_000, 120_000),
            (
                "2025-03-31",
                &[("1010", 1_400_000), ("1100", 250_000), ("3000", -1_000_000), ("3200", 150_000), ("3300", -500_000), ("4020", -370_000), ("6190", 70_000)],
                1_870_000,
                300_000,
            ),
            (
                "2025-05-31",
                &[("1010", 1_360_000), ("1100", 250_000), ("3000", -1_000_000), ("3200", 150_000), ("3300", -800_000), ("6190", 40_000)],
                1_800_000,
                -40_000,
            ),
        ];
        for (day, rows, total, profit) in cases {
            assert_eq!(shown(&house, &asha, &company, day).await, (expected(rows), *total, *profit), "{day}");
        }
    }

    async fn a_year_that_begins_within_a_month_is_split_by_day(house: House) {
        let asha = house.person("Asha Raman").await;
        let mut new = founding("Kestrel Ltd");
        new.fiscal_year_end = FiscalYearEnd::parse("04-05").unwrap();
        let company = house.company_like(&asha, new).await;
        for (day, amount) in [("2026-04-05", 100), ("2026-04-06", 20), ("2026-05-31", 3)] {
            house.post(&asha, &company, day, &[("1010", amount), ("4020", -amount)]).await.unwrap();
        }
        let (rows, ..) = shown(&house, &asha, &company, "2026-04-05").await;
        assert_eq!(rows, expected(&[("1010", 100), ("4020", -100)]));
        for day in ["2026-05-31", "2026-11-30"] {
            let (rows, ..) = shown(&house, &asha, &company, day).await;
            assert_eq!(rows, expected(&[("1010", 123), ("3300", -100), ("4020", -23)]), "{day}");
        }
        let (rows, ..) = shown(&house, &asha, &company, "2026-04-30").await;
        assert_eq!(rows, expected(&[("1010", 120), ("3300", -100), ("4020", -20)]));
    }
}
