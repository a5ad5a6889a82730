//! Sums over the maintained balances.
//!
//! A sum of 64-bit amounts may leave 64 bits, so both halves of each amount are summed apart and put
//! together exactly in 128 bits.

use ::store::{Read, Row, id, p, sql};
use kernel::{AccountId, BooksId, Day, Fault, Month};

/// What the lower half of an amount is taken modulo.
const HALF: i128 = 4_294_967_296;

/// On which side of the first day of the fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    BeforeYear,
    InYear,
}

/// What was posted to one account in a stretch of time, debit above zero, in minor units.
pub struct Sum {
    pub account: AccountId,
    pub side: Side,
    pub net: i128,
}

fn sum(row: &Row<'_>) -> Result<Sum, Fault> {
    let whole = |at: usize| Ok::<i128, Fault>(i128::from(row.i64(at)?) * HALF + i128::from(row.i64(at + 1)?));
    let side = if row.i64(1)? == 0 { Side::BeforeYear } else { Side::InYear };
    Ok(Sum { account: row.id(0)?, side, net: whole(2)? - whole(4)? })
}

/// Whole months before `before`, without the month in which the fiscal year began.
pub async fn months(
    read: &mut Read<'_>,
    books: BooksId,
    before: Month,
    year_start: Month,
) -> Result<Vec<Sum>, Fault> {
    let (before, year_start) = (before.to_string(), year_start.to_string());
    read.rows(
        sql!(
            "select account_id, cast(case when month < $3 then 0 else 1 end as bigint) as in_year, ",
            "cast(sum(debit / 4294967296) as bigint), cast(sum(debit % 4294967296) as bigint), ",
            "cast(sum(credit / 4294967296) as bigint), cast(sum(credit % 4294967296) as bigint) ",
            "from balance_month where books_id = $1 and month < $2 and month <> $3 ",
            "group by account_id, in_year order by account_id, in_year"
        ),
        p![id(books), &before, &year_start],
        sum,
    )
    .await
}

/// The days of a stretch, both ends included.
pub async fn days(
    read: &mut Read<'_>,
    books: BooksId,
    (from, to): (Day, Day),
    year_start: Day,
) -> Result<Vec<Sum>, Fault> {
    let (from, to, year_start) = (from.to_string(), to.to_string(), year_start.to_string());
    read.rows(
        sql!(
            "select account_id, cast(case when day < $4 then 0 else 1 end as bigint) as in_year, ",
            "cast(sum(debit / 4294967296) as bigint), cast(sum(debit % 4294967296) as bigint), ",
            "cast(sum(credit / 4294967296) as bigint), cast(sum(credit % 4294967296) as bigint) ",
            "from balance_day where books_id = $1 and day >= $2 and day <= $3 ",
            "group by account_id, in_year order by account_id, in_year"
        ),
        p![id(books), &from, &to, &year_start],
        sum,
    )
    .await
}
