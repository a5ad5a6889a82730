//! The chart of a company.

use crate::books::entries::account;
use ::store::{Read, Tx, id, p, sql};
use kernel::{AccountId, BooksId, Currency, Fault, Moment};
use ledger::Account;

/// All accounts, archived ones included, by code.
pub async fn all(read: &mut Read<'_>, books: BooksId) -> Result<Vec<Account>, Fault> {
    read.rows(
        sql!(
            "select account_id, code, name, account_group, currency, system_role, archived_at from account ",
            "where books_id = $1 order by code"
        ),
        p![id(books)],
        |row| account(row, 0),
    )
    .await
}

/// One account.
pub async fn one(read: &mut Read<'_>, books: BooksId, wanted: AccountId) -> Result<Option<Account>, Fault> {
    read.one(
        sql!(
            "select account_id, code, name, account_group, currency, system_role, archived_at from account ",
            "where books_id = $1 and account_id = $2"
        ),
        p![id(books), id(wanted)],
        |row| account(row, 0),
    )
    .await
}

/// Whose a code is, with that account's name, and the base currency of the books.
pub async fn base_and_holder(
    read: &mut Read<'_>,
    books: BooksId,
    code: &str,
) -> Result<(Currency, Option<AccountId>), Fault> {
    read.one(
        sql!(
            "select b.currency, a.account_id from books b ",
            "left join account a on a.books_id = b.books_id and a.code = $2 where b.books_id = $1"
        ),
        p![id(books), code],
        |row| Ok((row.parsed(0)?, row.opt_id(1)?)),
    )
    .await?
    .ok_or_else(|| Fault::internal("books without a row"))
}

/// Another code and name.
pub async fn rename(
    tx: &mut Tx<'_>,
    books: BooksId,
    account: AccountId,
    (code, name): (&str, &str),
) -> Result<(), Fault> {
    tx.exec(
        sql!("update account set code = $3, name = $4 where books_id = $1 and account_id = $2"),
        p![id(books), id(account), code, name],
    )
    .await?;
    Ok(())
}

/// Closed since then, or open again.
pub async fn archive(
    tx: &mut Tx<'_>,
    books: BooksId,
    account: AccountId,
    archived_at: Option<Moment>,
) -> Result<(), Fault> {
    tx.exec(
        sql!("update account set archived_at = $3 where books_id = $1 and account_id = $2"),
        p![id(books), id(account), archived_at],
    )
    .await?;
    Ok(())
}
