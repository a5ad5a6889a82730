//! What a month of a small company looks like in the journal.

use crate::demo::cast::Trade;
use kernel::{Day, Month};

/// One entry before it has account ids: codes of the default chart and amounts in minor units.
pub struct Sketch {
    pub day: Day,
    pub memo: String,
    /// Code, debit, credit.
    pub lines: Vec<(&'static str, i64, i64)>,
}

/// A number between `low` and `high`, the same every time for the same seed and step.
fn between(seed: u64, step: u64, low: i64, high: i64) -> i64 {
    let mut mixed =
        seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(step.wrapping_mul(0xD1B5_4A32_D192_ED03));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^= mixed >> 31;
    let span = u64::try_from(high - low).unwrap_or(0) + 1;
    low + i64::try_from(mixed % span).unwrap_or(0)
}

struct Pen {
    month: Month,
    seed: u64,
    sketches: Vec<Sketch>,
}

impl Pen {
    fn write(&mut self, day: i32, memo: &str, lines: Vec<(&'static str, i64, i64)>) {
        let last = self.month.last_day();
        let day = self.month.first_day().add_days(day - 1).filter(|day| *day <= last).unwrap_or(last);
        self.sketches.push(Sketch { day, memo: memo.to_owned(), lines });
    }

    /// Money from one account to another.
    fn pair(&mut self, day: i32, memo: &str, debit: &'static str, credit: &'static str, amount: i64) {
        self.write(day, memo, vec![(debit, amount, 0), (credit, 0, amount)]);
    }

    fn amount(&self, step: u64, low: i64, high: i64) -> i64 {
        between(self.seed, step, low, high)
    }
}

/// The entries of one month. `first` is the company's first month with us.
pub fn month(trade: Trade, month: Month, seed: u64, first: bool) -> Vec<Sketch> {
    let seed =
        seed.wrapping_mul(4_099).wrapping_add(u64::try_from(i64::from(month.year()) * 12).unwrap_or(0))
            + u64::try_from(month.number()).unwrap_or(0);
    let mut pen = Pen { month, seed, sketches: Vec::new() };
    if first {
        pen.pair(1, "Share capital paid in", "1010", "3000", pen.amount(1, 20, 60) * 100_000);
        pen.pair(1, "Equipment bought", "1510", "1010", pen.amount(2, 8, 30) * 10_000);
    }
    pen.pair(1, "Rent", "6190", "1010", pen.amount(3, 90, 220) * 1_000);
    sales(&mut pen, trade);
    costs(&mut pen, trade);
    wages(&mut pen);
    pen.pair(27, "Internet and phone", "6110", "1010", pen.amount(40, 4_500, 14_000));
    pen.pair(28, "Bank charges", "6030", "1010", pen.amount(41, 600, 3_800));
    if month.number() % 3 == 0 {
        pen.pair(29, "Insurance for the quarter", "6050", "1010", pen.amount(42, 18_000, 64_000));
    }
    pen.sketches
}

fn sales(pen: &mut Pen, trade: Trade) {
    match trade {
        Trade::Services => {
            for number in 0..3 {
                let amount = pen.amount(10 + number, 900, 4_200) * 100;
                let day = 4 + i32::try_from(number).unwrap_or(0) * 8;
                pen.pair(day, "Fees invoiced", "1100", "4020", amount);
                pen.pair(day + 6, "Invoice paid", "1010", "1100", amount);
            }
        }
        Trade::Shop | Trade::Kitchen => {
            for week in 0..4 {
                let takings = pen.amount(10 + week, 1_400, 5_200) * 100;
                let fees = takings / 71;
                let day = 6 + i32::try_from(week).unwrap_or(0) * 7;
                pen.write(
                    day,
                    "Week’s takings, less card fees",
                    vec![("1010", takings - fees, 0), ("6290", fees, 0), ("4010", 0, takings)],
                );
            }
        }
        Trade::Workshop => {
            for job in 0..2 {
                let amount = pen.amount(10 + job, 2_600, 9_800) * 100;
                let day = 5 + i32::try_from(job).unwrap_or(0) * 12;
                pen.pair(day, "Job invoiced", "1100", "4000", amount);
                pen.pair(day + 9, "Job paid", "1010", "1100", amount);
            }
        }
    }
}

fn costs(pen: &mut Pen, trade: Trade) {
    let (account, memo) = match trade {
        Trade::Services => ("6060", "Subcontractor"),
        Trade::Shop => ("5000", "Goods for sale"),
        Trade::Workshop => ("5020", "Materials"),
        Trade::Kitchen => ("5020", "Ingredients"),
    };
    for number in 0..2 {
        let amount = pen.amount(20 + number, 240, 1_900) * 100 + 37;
        let day = 3 + i32::try_from(number).unwrap_or(0) * 11;
        pen.pair(day, &format!("{memo}, bill received"), account, "2000", amount);
        pen.pair(day + 10, &format!("{memo}, bill paid"), "2000", "1010", amount);
    }
    pen.pair(16, "Fuel and parking", "6100", "1010", pen.amount(30, 3_000, 18_000));
}

fn wages(pen: &mut Pen) {
    let gross = pen.amount(50, 1_800, 5_400) * 100;
    let tax = gross / 5;
    pen.write(25, "Wages", vec![("6270", gross, 0), ("2410", 0, tax), ("1010", 0, gross - tax)]);
    pen.pair(26, "Payroll taxes paid", "2410", "1010", tax);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sketch_balances_and_lies_in_its_month() {
        let february = Month::new(2026, 2).expect("a month");
        for trade in [Trade::Services, Trade::Shop, Trade::Workshop, Trade::Kitchen] {
            let sketches = month(trade, february, 7, true);
            assert!(sketches.len() >= 12, "{}", sketches.len());
            for sketch in sketches {
                let debit: i64 = sketch.lines.iter().map(|line| line.1).sum();
                let credit: i64 = sketch.lines.iter().map(|line| line.2).sum();
                assert!(debit == credit && debit > 0, "{}", sketch.memo);
                assert_eq!(sketch.day.month(), february);
            }
        }
    }
}
