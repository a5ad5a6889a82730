//! Names of people, firms and clients, as a log shows them today.

use ::store::{Read, id, p, sql};
use kernel::{BooksId, ConnectionId, Fault, OrganisationId, UserId};

/// A person's name.
pub async fn person(read: &mut Read<'_>, user: UserId) -> Result<Option<String>, Fault> {
    read.one(sql!(beyond: "select name from person where user_id = $1"), p![id(user)], |row| row.text(0))
        .await
}

/// The firm behind a connection, as the books know it.
pub async fn firm(
    read: &mut Read<'_>,
    books: BooksId,
    connection: ConnectionId,
) -> Result<Option<String>, Fault> {
    read.one(
        sql!("select organisation_name from connection where books_id = $1 and connection_id = $2"),
        p![id(books), id(connection)],
        |row| row.text(0),
    )
    .await
}

/// The client behind a connection, as the firm knows it.
pub async fn client(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    connection: ConnectionId,
) -> Result<Option<String>, Fault> {
    read.one(
        sql!("select name from client where organisation_id = $1 and connection_id = $2"),
        p![id(organisation), id(connection)],
        |row| row.text(0),
    )
    .await
}
