//! Whatever is posted, revised and deleted, the maintained figures equal a count of the lines.

use app::books::entries::{DeleteEntry, EntryPosted, ReviseEntry};
use app::books::reports::TrialBalance;
use kernel::Day;
use testkit::both_engines;

/// A small repeatable generator: tests need variety, not secrecy.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const ACCOUNTS: [&str; 8] = ["1010", "1020", "1100", "2000", "2100", "4020", "6190", "6270"];

fn lines(dice: &mut Dice) -> Vec<(&'static str, i64)> {
    let from = dice.below(7) as usize;
    let amount = i64::try_from(dice.below(100_000)).unwrap() + 2;
    let part = i64::try_from(dice.below(u64::try_from(amount).unwrap() - 1)).unwrap() + 1;
    let mut lines = vec![(ACCOUNTS[from], amount), (ACCOUNTS[from + 1], -part)];
    if part < amount {
        lines.push((ACCOUNTS[(from + 3) % 8], part - amount));
    }
    lines
}

fn day(dice: &mut Dice) -> String {
    format!("{}-{:02}-{:02}", 2024 + dice.below(3), dice.below(12) + 1, dice.below(28) + 1)
}

both_engines! {
    async fn random_acts_leave_sound_books(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let books = company.books;
        let mut dice = Dice(42);
        let mut standing: Vec<EntryPosted> = Vec::new();
        for _ in 0..120 {
            let (day, lines) = (day(&mut dice), lines(&mut dice));
            let entry = company.entry(&day, &lines);
            match dice.below(4) {
                0 if !standing.is_empty() => {
                    let at = dice.below(standing.len() as u64) as usize;
                    let old = standing[at];
                    let revise = ReviseEntry {
                        books,
                        transaction: old.transaction,
                        expected: old.revision,
                        day: entry.day,
                        memo: None,
                        lines: entry.lines,
                    };
                    standing[at] = house.app.run(&asha, None, revise).await.unwrap();
                }
                1 if !standing.is_empty() => {
                    let old = standing.swap_remove(dice.below(standing.len() as u64) as usize);
                    let delete = DeleteEntry {
                        books,
                        transaction: old.transaction,
                        expected: old.revision,
                        reason: None,
                    };
                    house.app.run(&asha, None, delete).await.unwrap();
                }
                _ => standing.push(house.app.run(&asha, None, entry).await.unwrap()),
            }
        }
        house.assert_sound(books).await;
        for day in ["2023-12-31", "2024-02-29", "2025-07-15", "2026-01-01", "2026-12-31"] {
            let report = TrialBalance { books, day: Day::parse(day).ok() };
            house.app.read(&asha, report).await.unwrap();
        }
    }
}
