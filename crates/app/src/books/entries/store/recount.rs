//! Counting again, from the lines, what the maintained figures say.

use ::store::{Read, Row, id, p, sql};
use kernel::{AccountId, BooksId, Fault, TransactionId};
use std::collections::BTreeMap;

/// Debits, credits and lines of one account in one day or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub debit: i128,
    pub credit: i128,
    pub lines: i64,
}

/// Figures by account and bucket, a bucket being `2026-11` or `2026-11-28`.
pub type Figures = BTreeMap<(AccountId, String), Counted>;

const HALF: i128 = 4_294_967_296;

fn figure(row: &Row<'_>) -> Result<((AccountId, String), Counted), Fault> {
    let whole = |at: usize| Ok::<i128, Fault>(i128::from(row.i64(at)?) * HALF + i128::from(row.i64(at + 1)?));
    Ok(((row.id(0)?, row.text(1)?), Counted { debit: whole(2)?, credit: whole(4)?, lines: row.i64(6)? }))
}

/// Which buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buckets {
    Months,
    Days,
}

/// As the lines say.
pub async fn line_totals(read: &mut Read<'_>, books: BooksId, buckets: Buckets) -> Result<Figures, Fault> {
    let statement = match buckets {
        // A month is the first seven letters of a day.
        Buckets::Months => sql!(
            "select l.account_id, substr(e.day, 1, 7) as bucket, ",
            "cast(sum(l.debit / 4294967296) as bigint), cast(sum(l.debit % 4294967296) as bigint), ",
            "cast(sum(l.credit / 4294967296) as bigint), cast(sum(l.credit % 4294967296) as bigint), ",
            "cast(count(*) as bigint) from entry e ",
            "join line l on l.books_id = e.books_id and l.entry_no = e.entry_no ",
            "where e.books_id = $1 group by l.account_id, bucket order by l.account_id, bucket"
        ),
        Buckets::Days => sql!(
            "select l.account_id, e.day, ",
            "cast(sum(l.debit / 4294967296) as bigint), cast(sum(l.debit % 4294967296) as bigint), ",
            "cast(sum(l.credit / 4294967296) as bigint), cast(sum(l.credit % 4294967296) as bigint), ",
            "cast(count(*) as bigint) from entry e ",
            "join line l on l.books_id = e.books_id and l.entry_no = e.entry_no ",
            "where e.books_id = $1 group by l.account_id, e.day order by l.account_id, e.day"
        ),
    };
    Ok(read.rows(statement, p![id(books)], figure).await?.into_iter().collect())
}

fn kept(row: &Row<'_>) -> Result<((AccountId, String), Counted), Fault> {
    let counted =
        Counted { debit: i128::from(row.i64(2)?), credit: i128::from(row.i64(3)?), lines: row.i64(4)? };
    Ok(((row.id(0)?, row.text(1)?), counted))
}

/// As the maintained rows say.
pub async fn kept_totals(read: &mut Read<'_>, books: BooksId, buckets: Buckets) -> Result<Figures, Fault> {
    let statement = match buckets {
        Buckets::Months => sql!(
            "select account_id, month, debit, credit, lines from balance_month where books_id = $1 ",
            "order by account_id, month"
        ),
        Buckets::Days => sql!(
            "select account_id, day, debit, credit, lines from balance_day where books_id = $1 ",
            "order by account_id, day"
        ),
    };
    Ok(read.rows(statement, p![id(books)], kept).await?.into_iter().collect())
}

/// How many entries there are, and the lowest and highest number.
pub struct Numbers {
    pub count: i64,
    pub lowest: i64,
    pub highest: i64,
}

/// The numbers given so far.
pub async fn numbers(read: &mut Read<'_>, books: BooksId) -> Result<Numbers, Fault> {
    let found = read
        .one(
            sql!(
                "select cast(count(*) as bigint), coalesce(min(entry_no), cast(0 as bigint)), ",
                "coalesce(max(entry_no), cast(0 as bigint)) from entry where books_id = $1"
            ),
            p![id(books)],
            |row| Ok(Numbers { count: row.i64(0)?, lowest: row.i64(1)?, highest: row.i64(2)? }),
        )
        .await?;
    found.ok_or_else(|| Fault::internal("a count without a row"))
}

/// Entries whose lines do not balance, or do not add up to the stored amount.
pub async fn unbalanced(read: &mut Read<'_>, books: BooksId) -> Result<Vec<i64>, Fault> {
    read.rows(
        sql!(
            "select e.entry_no from entry e ",
            "left join line l on l.books_id = e.books_id and l.entry_no = e.entry_no where e.books_id = $1 ",
            "group by e.entry_no, e.amount having coalesce(sum(l.debit), 0) <> coalesce(sum(l.credit), 0) ",
            "or coalesce(sum(l.debit), 0) <> e.amount or count(l.line_no) < 2 order by e.entry_no"
        ),
        p![id(books)],
        |row| row.i64(0),
    )
    .await
}

/// What the entries of a transaction say about its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    pub revision: i64,
    pub entry_no: i64,
    pub is_deleted: bool,
}

/// By transaction: what its entries say.
pub async fn heads_by_entries(
    read: &mut Read<'_>,
    books: BooksId,
) -> Result<BTreeMap<TransactionId, Stands>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select transaction_id, max(revision), ",
                "max(case when kind = 'journal' then entry_no else 0 end), ",
                "cast(sum(case when kind = 'journal' then 1 else -1 end) as bigint) from entry ",
                "where books_id = $1 group by transaction_id order by transaction_id"
            ),
            p![id(books)],
            |row| {
                let stands =
                    Stands { revision: row.i64(1)?, entry_no: row.i64(2)?, is_deleted: row.i64(3)? == 0 };
                Ok((row.id(0)?, stands))
            },
        )
        .await?;
    Ok(rows.into_iter().collect())
}

/// By transaction: what its head says.
pub async fn heads(read: &mut Read<'_>, books: BooksId) -> Result<BTreeMap<TransactionId, Stands>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select transaction_id, revision, entry_no, state from txn where books_id = $1 ",
                "order by transaction_id"
            ),
            p![id(books)],
            |row| {
                let is_deleted = row.text(3)? == "deleted";
                Ok((row.id(0)?, Stands { revision: row.i64(1)?, entry_no: row.i64(2)?, is_deleted }))
            },
        )
        .await?;
    Ok(rows.into_iter().collect())
}
