//! Names of a firm and its branches as its clients read them.
//!
//! A firm may have thousands of clients: the copies are written beyond the wall, each by its whole key, instead of
//! naming all of their books.

use ::store::{P, Read, Sql, Tx, id, opt_id, p, sql};
use kernel::{BooksId, BranchId, ConnectionId, Fault, OrganisationId};

/// The live connections of a firm, or of one of its branches, with their books.
pub async fn live_clients(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: Option<BranchId>,
) -> Result<Vec<(BooksId, ConnectionId)>, Fault> {
    read.rows(
        sql!(
            "select books_id, connection_id from client where organisation_id = $1 and state = 'active' ",
            "and branch_id = coalesce($2, branch_id) order by books_id"
        ),
        p![id(organisation), opt_id(branch)],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
    .await
}

/// The firm's name. One round trip.
pub async fn rename_firm(
    tx: &mut Tx<'_>,
    clients: &[(BooksId, ConnectionId)],
    name: &str,
) -> Result<(), Fault> {
    let rename = sql!(beyond: "update connection set organisation_name = $3 where books_id = $1 and connection_id = $2");
    each(tx, rename, clients, name).await
}

/// The branch's name. One round trip.
pub async fn rename_branch(
    tx: &mut Tx<'_>,
    clients: &[(BooksId, ConnectionId)],
    name: &str,
) -> Result<(), Fault> {
    let rename =
        sql!(beyond: "update connection set branch_name = $3 where books_id = $1 and connection_id = $2");
    each(tx, rename, clients, name).await
}

async fn each(
    tx: &mut Tx<'_>,
    rename: &'static Sql,
    clients: &[(BooksId, ConnectionId)],
    name: &str,
) -> Result<(), Fault> {
    let params: Vec<[P<'_>; 3]> =
        clients.iter().map(|(books, one)| [id(*books), id(*one), P::T(name)]).collect();
    let batch: Vec<(&Sql, &[P<'_>])> = params.iter().map(|row| (rename, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// The firms that are or were connected with a company, and the names they had, the first first.
pub async fn firms_of(read: &mut Read<'_>, books: BooksId) -> Result<Vec<(OrganisationId, String)>, Fault> {
    read.rows(
        sql!(
            "select organisation_id, organisation_name from connection where books_id = $1 ",
            "order by started_at, connection_id"
        ),
        p![id(books)],
        |row| Ok((row.id(0)?, row.text(1)?)),
    )
    .await
}
