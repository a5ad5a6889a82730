//! The tables of a company: `books`, its founder, its first accounts.

use crate::access::Preset;
use crate::books::CreateBooks;
use ::store::{P, Sql, Tx, id, p, sql};
use kernel::{AccountId, BooksId, Currency, Fault, Moment, UserId};
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
