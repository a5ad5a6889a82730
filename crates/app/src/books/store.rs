//! The tables of a company: `books`, its founder, its first accounts.

use crate::access::Preset;
use crate::books::{CreateBooks, OwnCompany};
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{
    AccountId, BooksId, ConnectionId, Country, Currency, Day, Fault, FiscalYearEnd, Moment, TimeZoneName,
    UserId,
};
use ledger::{AccountGroup, AccountKind, SystemRole};

/// Who founds the books.
pub struct Owner<'o> {
    pub user: UserId,
    pub name: &'o str,
    pub email: &'o str,
}

/// New books, their Owner, and the Owner's own row for the chooser. One round trip.
pub async fn insert_books(
    tx: &mut Tx<'_>,
    books: BooksId,
    new: &CreateBooks,
    owner: &Owner<'_>,
    now: Moment,
) -> Result<(), Fault> {
    let folded = new.name.folded();
    let year_end = new.fiscal_year_end;
    tx.exec_all(&[
        (
            sql!(
                "insert into books (books_id, name, name_folded, legal_name, country, currency, fiscal_month, ",
                "fiscal_day, time_zone, last_entry_no, revision, created_at) ",
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 1, $10)"
            ),
            p![
                id(books),
                new.name.as_str(),
                &folded,
                new.legal_name.as_ref().map(|name| name.as_str()),
                new.country.code(),
                new.currency.code(),
                i64::from(year_end.month()),
                i64::from(year_end.day()),
                new.time_zone.as_str(),
                now
            ],
        ),
        (
            sql!(
                "insert into books_member (books_id, user_id, name, email, preset, joined_at) ",
                "values ($1, $2, $3, $4, $5, $6)"
            ),
            p![id(books), id(owner.user), owner.name, owner.email, Preset::Owner.word(), now],
        ),
        (
            sql!(
                "insert into membership (user_id, tenant_id, kind, name, role, joined_at) ",
                "values ($1, $2, 'books', $3, $4, $5)"
            ),
            p![id(owner.user), id(books), new.name.as_str(), Preset::Owner.word(), now],
        ),
    ])
    .await
}

/// An account to be created.
pub struct NewAccount<'a> {
    pub account: AccountId,
    pub code: &'a str,
    pub name: &'a str,
    pub group: AccountGroup,
    pub kind: AccountKind,
    pub system: Option<SystemRole>,
}

/// New accounts, in one round trip. A second account with the same code loses the race.
pub async fn insert_accounts(
    tx: &mut Tx<'_>,
    books: BooksId,
    currency: Currency,
    accounts: &[NewAccount<'_>],
    now: Moment,
) -> Result<(), Fault> {
    let insert = sql!(
        "insert into account (books_id, account_id, code, name, account_group, kind, currency, system_role, ",
        "created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let rows: Vec<Vec<P<'_>>> = accounts
        .iter()
        .map(|account| {
            vec![
                id(books),
                id(account.account),
                P::T(account.code),
                P::T(account.name),
                P::T(account.group.code()),
                P::T(account.kind.code()),
                P::T(currency.code()),
                P::from(account.system.map(SystemRole::code)),
                P::from(now),
            ]
        })
        .collect();
    let batch: Vec<(&Sql, &[P<'_>])> = rows.iter().map(|row| (insert, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// A company as its settings say.
#[derive(Debug, Clone)]
pub struct Company {
    pub name: String,
    pub legal_name: Option<String>,
    pub country: Country,
    pub currency: Currency,
    pub fiscal_year_end: FiscalYearEnd,
    pub time_zone: TimeZoneName,
    pub lock_day: Option<Day>,
    pub last_entry_no: i64,
    pub revision: i64,
}

/// The company of these books.
pub async fn company(read: &mut Read<'_>, books: BooksId) -> Result<Company, Fault> {
    read.one(
        sql!(
            "select name, legal_name, country, currency, fiscal_month, fiscal_day, time_zone, lock_day, ",
            "last_entry_no, revision from books where books_id = $1"
        ),
        p![id(books)],
        |row| {
            Ok(Company {
                name: row.text(0)?,
                legal_name: row.opt_text(1)?,
                country: row.parsed(2)?,
                currency: row.parsed(3)?,
                fiscal_year_end: year_end(row.i64(4)?, row.i64(5)?)?,
                time_zone: row.parsed(6)?,
                lock_day: day(row.opt_text(7)?)?,
                last_entry_no: row.i64(8)?,
                revision: row.i64(9)?,
            })
        },
    )
    .await?
    .ok_or_else(|| Fault::internal("books without a row"))
}

/// A stored end of the fiscal year.
pub fn year_end(month: i64, day: i64) -> Result<FiscalYearEnd, Fault> {
    let small = |number: i64| i8::try_from(number).map_err(Fault::internal);
    FiscalYearEnd::new(small(month)?, small(day)?).map_err(|error| Fault::internal(error.message()))
}

/// A stored day that may be missing.
pub fn day(stored: Option<String>) -> Result<Option<Day>, Fault> {
    stored.map(|day| Day::parse(&day)).transpose().map_err(|error| Fault::internal(error.message()))
}

/// How many records the books' audit log has.
pub async fn log_size(read: &mut Read<'_>, books: BooksId) -> Result<u64, Fault> {
    let size = read
        .one(sql!("select size from tenant where tenant_id = $1"), p![id(books)], |row| row.i64(0))
        .await?
        .ok_or_else(|| Fault::internal("books without a tree"))?;
    u64::try_from(size).map_err(Fault::internal)
}

/// The companies a person belongs to, by name.
pub async fn own_companies(read: &mut Read<'_>, user: UserId) -> Result<Vec<OwnCompany>, Fault> {
    read.rows(
        sql!(
            "select tenant_id, name, role from membership ",
            "where user_id = $1 and kind = 'books' and ended_at is null order by name, tenant_id"
        ),
        p![id(user)],
        |row| Ok(OwnCompany { books: row.id(0)?, name: row.text(1)?, role: row.text(2)? }),
    )
    .await
}

/// The names of a connection's firm and branch.
pub async fn firm_names(
    read: &mut Read<'_>,
    books: BooksId,
    connection: ConnectionId,
) -> Result<(String, String), Fault> {
    read.one(
        sql!(
            "select organisation_name, branch_name from connection where books_id = $1 and connection_id = $2"
        ),
        p![id(books), id(connection)],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )
    .await?
    .ok_or_else(|| Fault::internal("a standing without its connection"))
}
