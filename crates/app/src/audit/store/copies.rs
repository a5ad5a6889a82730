//! The queue of delegated acts that a firm's tree is still to copy.

use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{BooksId, Fault, Id as _, OrganisationId};

/// A waiting act with its leaf.
pub struct Waiting {
    pub books: BooksId,
    pub seq: i64,
    pub line: Vec<u8>,
    pub company: String,
}

/// The first waiting acts of a firm: log by log, each in its own order.
pub async fn waiting(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    most: i64,
) -> Result<Vec<Waiting>, Fault> {
    read.rows(
        sql!(
            beyond: "select c.books_id, c.seq, l.line, b.name from audit_copy c ",
            "join audit_leaf l on l.tenant_id = c.books_id and l.seq = c.seq ",
            "join books b on b.books_id = c.books_id ",
            "where c.organisation_id = $1 order by c.books_id, c.seq limit $2"
        ),
        p![id(organisation), most],
        |row| Ok(Waiting { books: row.id(0)?, seq: row.i64(1)?, line: row.bytes(2)?, company: row.text(3)? }),
    )
    .await
}

/// Takes copied acts out of the queue: one round trip.
pub async fn done(tx: &mut Tx<'_>, organisation: OrganisationId, copied: &[Waiting]) -> Result<(), Fault> {
    let delete = sql!("delete from audit_copy where organisation_id = $1 and books_id = $2 and seq = $3");
    let rows: Vec<[P<'_>; 3]> =
        copied.iter().map(|act| [id(organisation), id(act.books), P::I(act.seq)]).collect();
    let batch: Vec<(&Sql, &[P<'_>])> = rows.iter().map(|row| (delete, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// The first firm after an id that has something waiting.
pub async fn next_firm(
    read: &mut Read<'_>,
    after: Option<OrganisationId>,
) -> Result<Option<OrganisationId>, Fault> {
    let after = after.map_or([0; 16], |firm| firm.bytes());
    read.one(
        sql!(
            beyond: "select organisation_id from audit_copy where organisation_id > $1 ",
            "order by organisation_id limit 1"
        ),
        p![P::Id(after)],
        |row| row.id(0),
    )
    .await
}
