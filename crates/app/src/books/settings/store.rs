//! The changeable fields of a company, and where its name is repeated.

use super::UpdateCompany;
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{BooksId, ConnectionId, Day, Fault, Id as _, OrganisationId, UserId};

/// Moves or lifts the lock.
pub async fn set_lock_day(tx: &mut Tx<'_>, books: BooksId, day: Option<Day>) -> Result<(), Fault> {
    let day = day.map(|day| day.to_string());
    tx.exec(
        sql!("update books set lock_day = $2, revision = revision + 1 where books_id = $1"),
        p![id(books), day.as_ref()],
    )
    .await?;
    Ok(())
}

/// The company's own row.
pub async fn update(tx: &mut Tx<'_>, new: &UpdateCompany) -> Result<(), Fault> {
    let year_end = new.fiscal_year_end;
    tx.exec(
        sql!(
            "update books set name = $2, name_folded = $3, legal_name = $4, time_zone = $5, fiscal_month = $6, ",
            "fiscal_day = $7, country = $8, revision = revision + 1 where books_id = $1"
        ),
        p![
            id(new.books),
            new.name.as_str(),
            &new.name.folded(),
            new.legal_name.as_ref().map(|name| name.as_str()),
            new.time_zone.as_str(),
            i64::from(year_end.month()),
            i64::from(year_end.day()),
            new.country.code()
        ],
    )
    .await?;
    Ok(())
}

/// The firms that the company is connected with, by id.
pub async fn connected_firms(
    read: &mut Read<'_>,
    books: BooksId,
) -> Result<Vec<(OrganisationId, ConnectionId)>, Fault> {
    read.rows(
        sql!(
            "select organisation_id, connection_id from connection where books_id = $1 and state = 'active' ",
            "order by organisation_id"
        ),
        p![id(books)],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
    .await
}

/// The people who belong to the company.
pub async fn members(read: &mut Read<'_>, books: BooksId) -> Result<Vec<UserId>, Fault> {
    read.rows(
        sql!("select user_id from books_member where books_id = $1 and removed_at is null order by user_id"),
        p![id(books)],
        |row| row.id(0),
    )
    .await
}

/// The name in the members' choosers and in the firms' lists. One round trip.
pub async fn rename(
    tx: &mut Tx<'_>,
    new: &UpdateCompany,
    members: &[UserId],
    firms: &[(OrganisationId, ConnectionId)],
) -> Result<(), Fault> {
    members.iter().for_each(|user| tx.name(user.bytes()));
    let (name, folded) = (new.name.as_str(), new.name.folded());
    let look = kernel::look(name);
    let chooser = sql!("update membership set name = $3 where user_id = $1 and tenant_id = $2");
    let list = sql!(
        "update client set name = $3, name_folded = $4, look = $5 ",
        "where organisation_id = $1 and connection_id = $2"
    );
    let members = members.iter().map(|user| (chooser, vec![id(*user), id(new.books), P::T(name)]));
    let firms = firms.iter().map(|(firm, connection)| {
        (list, vec![id(*firm), id(*connection), P::T(name), P::T(&folded), P::T(&look)])
    });
    let statements: Vec<(&Sql, Vec<P<'_>>)> = members.chain(firms).collect();
    let batch: Vec<(&Sql, &[P<'_>])> =
        statements.iter().map(|(sql, params)| (*sql, params.as_slice())).collect();
    tx.exec_all(&batch).await
}
