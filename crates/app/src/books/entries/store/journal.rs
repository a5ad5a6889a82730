//! Reading the journal.

use super::EntryKind;
use ::store::{P, Read, Row, id, p, sql};
use kernel::{AccountId, BooksId, Day, Fault, Moment, TransactionId};
use ledger::AccountCode;
use std::collections::HashMap;

/// A transaction and the entry that stands, or stood, for it.
pub struct Head {
    pub transaction: TransactionId,
    pub revision: i64,
    pub entry_no: i64,
    pub day: Day,
    pub is_deleted: bool,
    pub memo: String,
    pub amount: i64,
}

fn head_row(row: &Row<'_>) -> Result<Head, Fault> {
    Ok(Head {
        transaction: row.id(0)?,
        revision: row.i64(1)?,
        entry_no: row.i64(2)?,
        day: row.parsed(3)?,
        is_deleted: row.text(4)? == "deleted",
        memo: row.text(5)?,
        amount: row.i64(6)?,
    })
}

/// Which part of the journal is wanted.
pub struct Wanted {
    pub from: Day,
    pub to: Day,
    pub after: (Day, i64),
    pub rows: i64,
    pub account: Option<AccountId>,
    pub words: String,
}

/// `%words%`, with the signs of patterns taken literally.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for sign in words.chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    if pattern.len() > 1 {
        pattern.push('%');
    }
    pattern
}

/// Transactions that stand, newest first.
pub async fn journal(read: &mut Read<'_>, books: BooksId, wanted: &Wanted) -> Result<Vec<Head>, Fault> {
    let (from, to) = (wanted.from.to_string(), wanted.to.to_string());
    let (after_day, after_no) = (wanted.after.0.to_string(), wanted.after.1);
    let words = pattern(&wanted.words);
    let shared = [
        id(books),
        P::T(&from),
        P::T(&to),
        P::T(&after_day),
        P::I(after_no),
        P::T(&words),
        P::I(wanted.rows),
    ];
    let Some(account) = wanted.account else {
        return read
            .rows(
                sql!(
                    "select t.transaction_id, t.revision, t.entry_no, t.day, t.state, e.memo, e.amount from txn t ",
                    "join entry e on e.books_id = t.books_id and e.entry_no = t.entry_no ",
                    "where t.books_id = $1 and t.state = 'posted' and t.day >= $2 and t.day <= $3 ",
                    "and (t.day, t.entry_no) < ($4, $5) and lower(e.memo) like $6 escape '!' ",
                    "order by t.day desc, t.entry_no desc limit $7"
                ),
                &shared,
                head_row,
            )
            .await;
    };
    let mut params = shared.to_vec();
    params.push(id(account));
    // Days on which the account moved bound the search, however many entries the books have.
    read.rows(
        sql!(
            "select t.transaction_id, t.revision, t.entry_no, t.day, t.state, e.memo, e.amount from balance_day d ",
            "join txn t on t.books_id = d.books_id and t.state = 'posted' and t.day = d.day ",
            "join entry e on e.books_id = t.books_id and e.entry_no = t.entry_no ",
            "where d.books_id = $1 and d.account_id = $8 and d.day >= $2 and d.day <= $3 ",
            "and (t.day, t.entry_no) < ($4, $5) and lower(e.memo) like $6 escape '!' ",
            "and exists (select 1 from line l where l.books_id = t.books_id and l.entry_no = t.entry_no ",
            "and l.account_id = d.account_id) order by t.day desc, t.entry_no desc limit $7"
        ),
        &params,
        head_row,
    )
    .await
}

/// The head of one transaction.
pub async fn head(
    read: &mut Read<'_>,
    books: BooksId,
    transaction: TransactionId,
) -> Result<Option<Head>, Fault> {
    read.one(
        sql!(
            "select t.transaction_id, t.revision, t.entry_no, t.day, t.state, e.memo, e.amount from txn t ",
            "join entry e on e.books_id = t.books_id and e.entry_no = t.entry_no ",
            "where t.books_id = $1 and t.transaction_id = $2"
        ),
        p![id(books), id(transaction)],
        head_row,
    )
    .await
}

/// A line with its account.
pub struct Found {
    pub account: AccountId,
    pub code: AccountCode,
    pub name: String,
    pub debit: i64,
    pub credit: i64,
    pub memo: String,
}

fn found(row: &Row<'_>) -> Result<(i64, Found), Fault> {
    let line = Found {
        account: row.id(1)?,
        code: row.parsed(2)?,
        name: row.text(3)?,
        debit: row.i64(4)?,
        credit: row.i64(5)?,
        memo: row.text(6)?,
    };
    Ok((row.i64(0)?, line))
}

fn by_entry(rows: Vec<(i64, Found)>, into: &mut HashMap<i64, Vec<Found>>) {
    for (entry_no, line) in rows {
        into.entry(entry_no).or_default().push(line);
    }
}

/// How many entries one statement asks for.
const SLOTS: usize = 25;

/// The lines of these transactions' entries, by entry number.
pub async fn lines_of(
    read: &mut Read<'_>,
    books: BooksId,
    heads: &[Head],
) -> Result<HashMap<i64, Vec<Found>>, Fault> {
    let mut lines = HashMap::with_capacity(heads.len());
    for chunk in heads.chunks(SLOTS) {
        let mut slots = vec![id(books)];
        slots.extend(chunk.iter().map(|head| P::I(head.entry_no)));
        // No entry has the number 0.
        slots.resize(SLOTS + 1, P::I(0));
        let rows = read
            .rows(
                sql!(
                    "select l.entry_no, l.account_id, a.code, a.name, l.debit, l.credit, l.memo from line l ",
                    "join account a on a.books_id = l.books_id and a.account_id = l.account_id ",
                    "where l.books_id = $1 and l.entry_no in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, ",
                    "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26) ",
                    "order by l.entry_no, l.line_no"
                ),
                &slots,
                found,
            )
            .await?;
        by_entry(rows, &mut lines);
    }
    Ok(lines)
}

/// The lines of all entries of a transaction, by entry number.
pub async fn lines_of_transaction(
    read: &mut Read<'_>,
    books: BooksId,
    transaction: TransactionId,
) -> Result<HashMap<i64, Vec<Found>>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select l.entry_no, l.account_id, a.code, a.name, l.debit, l.credit, l.memo from entry e ",
                "join line l on l.books_id = e.books_id and l.entry_no = e.entry_no ",
                "join account a on a.books_id = l.books_id and a.account_id = l.account_id ",
                "where e.books_id = $1 and e.transaction_id = $2 order by l.entry_no, l.line_no"
            ),
            p![id(books), id(transaction)],
            found,
        )
        .await?;
    let mut lines = HashMap::new();
    by_entry(rows, &mut lines);
    Ok(lines)
}

/// One entry of a transaction, without its lines.
pub struct Revision {
    pub entry_no: i64,
    pub revision: i64,
    pub kind: EntryKind,
    pub day: Day,
    pub memo: String,
    pub amount: i64,
    pub created_at: Moment,
    pub creator: String,
    pub firm: Option<String>,
}

/// All entries of a transaction, oldest first.
pub async fn revisions(
    read: &mut Read<'_>,
    books: BooksId,
    transaction: TransactionId,
) -> Result<Vec<Revision>, Fault> {
    read.rows(
        sql!(
            "select e.entry_no, e.revision, e.kind, e.day, e.memo, e.amount, e.created_at, e.creator_name, ",
            "c.organisation_name from entry e ",
            "left join connection c on c.books_id = e.books_id and c.connection_id = e.connection_id ",
            "where e.books_id = $1 and e.transaction_id = $2 order by e.entry_no"
        ),
        p![id(books), id(transaction)],
        |row| {
            Ok(Revision {
                entry_no: row.i64(0)?,
                revision: row.i64(1)?,
                kind: row.parsed(2)?,
                day: row.parsed(3)?,
                memo: row.text(4)?,
                amount: row.i64(5)?,
                created_at: row.moment(6)?,
                creator: row.text(7)?,
                firm: row.opt_text(8)?,
            })
        },
    )
    .await
}
