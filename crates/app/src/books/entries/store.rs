//! The tables of entries and their balances.

mod journal;
pub mod recount;

pub use journal::{Found, Head, Wanted, head, journal, lines_of, lines_of_transaction, revisions};

use super::write::Author;
use crate::books::store::day;
use ::store::{P, Read, Row, Sql, Tx, id, opt_id, p, sql};
use kernel::{AccountId, BooksId, Currency, Day, Fault, Memo, Moment, Money, TransactionId};
use ledger::{Account, BalanceDeltas, DraftLine, Entry, Line, Posting, Side};
use std::collections::{BTreeSet, HashMap};

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// It stands, or stood until it was revised.
    Journal,
    /// It undoes the entry of its revision.
    Reversal,
}

impl EntryKind {
    /// As stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Reversal => "reversal",
        }
    }
}

impl std::str::FromStr for EntryKind {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        [Self::Journal, Self::Reversal]
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| format!("unknown kind of entry: {word}"))
    }
}

/// What the books allow at this moment, and the number that was given last.
pub struct Standing {
    pub base: Currency,
    pub locked_through: Option<Day>,
    pub last_entry_no: i64,
    pub accounts: HashMap<AccountId, Account>,
}

/// How many accounts the short statement takes; entries with more read the whole chart.
const FEW: usize = 8;

/// Reads an account from columns `at`.. : id, code, name, group, currency, system role, archived.
pub fn account(row: &Row<'_>, at: usize) -> Result<Account, Fault> {
    let system = row.opt_text(at + 5)?.map(|word| word.parse()).transpose();
    let is_archived = row.opt_moment(at + 6)?.is_some();
    Ok(Account {
        id: row.id(at)?,
        code: row.parsed(at + 1)?,
        name: row.parsed(at + 2)?,
        group: row.parsed(at + 3)?,
        currency: row.parsed(at + 4)?,
        posting: if is_archived { Posting::Archived } else { Posting::Open },
        system: system.map_err(Fault::internal)?,
    })
}

/// What judging an entry with these lines needs: one round trip.
pub async fn standing(read: &mut Read<'_>, books: BooksId, lines: &[DraftLine]) -> Result<Standing, Fault> {
    let named: BTreeSet<AccountId> = lines.iter().map(|line| line.account).collect();
    let facts = |row: &Row<'_>| {
        let account = if row.opt_text(4)?.is_some() { Some(account(row, 3)?) } else { None };
        Ok((row.parsed(0)?, day(row.opt_text(1)?)?, row.i64(2)?, account))
    };
    let rows = if named.len() <= FEW {
        let mut slots: Vec<P<'_>> = vec![id(books)];
        slots.extend(named.iter().map(|account| id(*account)));
        // Empty slots name the books themselves: no account has that id.
        slots.resize(FEW + 1, id(books));
        read.rows(
            sql!(
                "select b.currency, b.lock_day, b.last_entry_no, a.account_id, a.code, a.name, a.account_group, ",
                "a.currency, a.system_role, a.archived_at from books b ",
                "left join account a on a.books_id = b.books_id ",
                "and a.account_id in ($2, $3, $4, $5, $6, $7, $8, $9) where b.books_id = $1 order by a.account_id"
            ),
            &slots,
            facts,
        )
        .await?
    } else {
        read.rows(
            sql!(
                "select b.currency, b.lock_day, b.last_entry_no, a.account_id, a.code, a.name, a.account_group, ",
                "a.currency, a.system_role, a.archived_at from books b ",
                "left join account a on a.books_id = b.books_id where b.books_id = $1 order by a.account_id"
            ),
            p![id(books)],
            facts,
        )
        .await?
    };
    let Some((base, locked_through, last_entry_no, _)) = rows.first().cloned() else {
        return Err(Fault::internal("books without a row"));
    };
    let accounts =
        rows.into_iter().filter_map(|(.., account)| account).map(|account| (account.id, account)).collect();
    Ok(Standing { base, locked_through, last_entry_no, accounts })
}

/// A transaction and the entry that stands for it.
pub struct Current {
    pub revision: i64,
    pub is_deleted: bool,
    pub entry: Entry,
}

/// A stored line.
pub fn line(row: &Row<'_>, at: usize, base: Currency) -> Result<Line, Fault> {
    let (debit, credit) = (row.i64(at + 1)?, row.i64(at + 2)?);
    let (side, minor) = if credit == 0 { (Side::Debit, debit) } else { (Side::Credit, credit) };
    Ok(Line {
        account: row.id(at)?,
        side,
        amount: Money::from_minor(minor, base),
        memo: memo(&row.text(at + 3)?)?,
    })
}

/// A stored description.
pub fn memo(text: &str) -> Result<Option<Memo>, Fault> {
    Memo::parse_optional(text).map_err(|error| Fault::internal(error.message()))
}

/// The transaction as it stands.
pub async fn current(
    read: &mut Read<'_>,
    books: BooksId,
    transaction: TransactionId,
    base: Currency,
) -> Result<Option<Current>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select t.revision, t.state, e.day, e.memo, l.account_id, l.debit, l.credit, l.memo from txn t ",
                "join entry e on e.books_id = t.books_id and e.entry_no = t.entry_no ",
                "join line l on l.books_id = e.books_id and l.entry_no = e.entry_no ",
                "where t.books_id = $1 and t.transaction_id = $2 order by l.line_no"
            ),
            p![id(books), id(transaction)],
            |row| {
                let head = (row.i64(0)?, row.text(1)? == "deleted", row.parsed::<Day>(2)?, row.text(3)?);
                Ok((head, line(row, 4, base)?))
            },
        )
        .await?;
    let Some(((revision, is_deleted, day, text), _)) = rows.first().cloned() else { return Ok(None) };
    let lines = rows.into_iter().map(|(_, line)| line).collect();
    let entry = Entry::restore(day, memo(&text)?, lines)
        .map_err(|refusal| Fault::internal(format!("stored entry: {}", refusal.code())))?;
    Ok(Some(Current { revision, is_deleted, entry }))
}

/// What a transaction's head says after this write.
#[derive(Clone, Copy)]
pub enum TransactionState {
    /// It stands by this entry.
    Posted { revision: i64, entry_no: i64, day: Day },
    /// It has been deleted.
    Deleted,
}

/// An entry to be written.
pub struct NewEntry<'e> {
    pub entry_no: i64,
    pub transaction: TransactionId,
    pub kind: EntryKind,
    pub revision: i64,
    pub entry: &'e Entry,
    pub amount: i64,
}

type Statement<'p> = (&'static Sql, Vec<P<'p>>);

fn entry_row<'p>(
    books: BooksId,
    new: &NewEntry<'p>,
    day: &'p str,
    by: &Author<'p>,
    now: Moment,
) -> Statement<'p> {
    (
        sql!(
            "insert into entry (books_id, entry_no, transaction_id, revision, kind, day, memo, amount, ",
            "created_at, created_by, creator_name, connection_id) ",
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        vec![
            id(books),
            P::I(new.entry_no),
            id(new.transaction),
            P::I(new.revision),
            P::T(new.kind.word()),
            P::T(day),
            P::T(new.entry.memo().map_or("", Memo::as_str)),
            P::I(new.amount),
            P::from(now),
            id(by.user),
            P::T(by.name),
            opt_id(by.connection),
        ],
    )
}

fn line_rows<'p>(books: BooksId, new: &NewEntry<'p>) -> impl Iterator<Item = Statement<'p>> {
    let entry_no = new.entry_no;
    new.entry.lines().iter().zip(1_i64..).map(move |(line, line_no)| {
        let (debit, credit) = match line.side {
            Side::Debit => (line.amount.minor(), 0),
            Side::Credit => (0, line.amount.minor()),
        };
        (
            sql!(
                "insert into line (books_id, entry_no, line_no, account_id, debit, credit, memo) ",
                "values ($1, $2, $3, $4, $5, $6, $7)"
            ),
            vec![
                id(books),
                P::I(entry_no),
                P::I(line_no),
                id(line.account),
                P::I(debit),
                P::I(credit),
                P::T(line.memo.as_ref().map_or("", Memo::as_str)),
            ],
        )
    })
}

fn head_row<'p>(
    books: BooksId,
    transaction: TransactionId,
    head: TransactionState,
    day: &'p str,
) -> Statement<'p> {
    match head {
        TransactionState::Posted { revision, entry_no, .. } => (
            sql!(
                "insert into txn (books_id, transaction_id, revision, entry_no, day, state) ",
                "values ($1, $2, $3, $4, $5, 'posted') on conflict (books_id, transaction_id) do update set ",
                "revision = excluded.revision, entry_no = excluded.entry_no, day = excluded.day"
            ),
            vec![id(books), id(transaction), P::I(revision), P::I(entry_no), P::T(day)],
        ),
        TransactionState::Deleted => (
            sql!("update txn set state = 'deleted' where books_id = $1 and transaction_id = $2"),
            vec![id(books), id(transaction)],
        ),
    }
}

/// One row to add to the maintained balances.
struct Added {
    account: AccountId,
    bucket: String,
    movement: ledger::Movement,
    is_month: bool,
}

fn added(deltas: &BalanceDeltas) -> Vec<Added> {
    let months = deltas.months().map(|row| Added {
        account: row.account,
        bucket: row.bucket.to_string(),
        movement: row.movement,
        is_month: true,
    });
    let days = deltas.days().map(|row| Added {
        account: row.account,
        bucket: row.bucket.to_string(),
        movement: row.movement,
        is_month: false,
    });
    months.chain(days).collect()
}

/// Adds to a balance; touches no row when a sum would leave 64 bits.
fn balance_row(books: BooksId, added: &Added) -> Statement<'_> {
    let statement = if added.is_month {
        sql!(
            "insert into balance_month (books_id, account_id, month, debit, credit, lines) ",
            "values ($1, $2, $3, $4, $5, $6) on conflict (books_id, account_id, month) do update set ",
            "debit = balance_month.debit + excluded.debit, credit = balance_month.credit + excluded.credit, ",
            "lines = balance_month.lines + excluded.lines ",
            "where balance_month.debit <= 9223372036854775807 - excluded.debit ",
            "and balance_month.credit <= 9223372036854775807 - excluded.credit"
        )
    } else {
        sql!(
            "insert into balance_day (books_id, account_id, day, debit, credit, lines) ",
            "values ($1, $2, $3, $4, $5, $6) on conflict (books_id, account_id, day) do update set ",
            "debit = balance_day.debit + excluded.debit, credit = balance_day.credit + excluded.credit, ",
            "lines = balance_day.lines + excluded.lines ",
            "where balance_day.debit <= 9223372036854775807 - excluded.debit ",
            "and balance_day.credit <= 9223372036854775807 - excluded.credit"
        )
    };
    let movement = &added.movement;
    let params = vec![
        id(books),
        id(added.account),
        P::T(&added.bucket),
        P::I(movement.debit.minor()),
        P::I(movement.credit.minor()),
        P::I(i64::from(movement.lines)),
    ];
    (statement, params)
}

/// Writes entries, lines, head, balances and the number given last in one round trip.
/// `false` when a balance would leave its range; the caller refuses and nothing stays.
pub async fn write(
    tx: &mut Tx<'_>,
    books: BooksId,
    (head, entries): (TransactionState, &[NewEntry<'_>]),
    deltas: &BalanceDeltas,
    (by, now): (&Author<'_>, Moment),
) -> Result<bool, Fault> {
    let Some(last) = entries.last() else { return Ok(true) };
    let days: Vec<String> = entries.iter().map(|new| new.entry.day().to_string()).collect();
    let head_day = match head {
        TransactionState::Posted { day, .. } => day.to_string(),
        TransactionState::Deleted => String::new(),
    };
    let added = added(deltas);
    let mut statements: Vec<Statement<'_>> = added.iter().map(|row| balance_row(books, row)).collect();
    let balances = statements.len();
    for (new, day) in entries.iter().zip(&days) {
        statements.push(entry_row(books, new, day, by, now));
        statements.extend(line_rows(books, new));
    }
    statements.push(head_row(books, last.transaction, head, &head_day));
    statements.push((
        sql!("update books set last_entry_no = $2 where books_id = $1"),
        vec![id(books), P::I(last.entry_no)],
    ));
    let batch: Vec<(&Sql, &[P<'_>])> =
        statements.iter().map(|(sql, params)| (*sql, params.as_slice())).collect();
    let counts = tx.exec_counted(&batch).await?;
    Ok(counts[..balances].iter().all(|count| *count == 1))
}
