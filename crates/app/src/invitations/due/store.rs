//! What is to be done about invitations, and when.

use crate::invitations::due::DueAct;
use ::store::{Read, Tx, id, p, sql};
use kernel::{BooksId, Fault, InvitationId, Moment};

/// Something to be done about an invitation at an instant.
pub async fn plan(
    tx: &mut Tx<'_>,
    (books, one): (BooksId, InvitationId),
    act: DueAct,
    due_at: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!("insert into invitation_due (books_id, invitation_id, act, due_at) values ($1, $2, $3, $4)"),
        p![id(books), id(one), act.word(), due_at],
    )
    .await?;
    Ok(())
}

/// Takes what is due off the list; false when another process has done it already.
pub async fn unplan(
    tx: &mut Tx<'_>,
    (books, one): (BooksId, InvitationId),
    act: DueAct,
    due_at: Moment,
) -> Result<bool, Fault> {
    let gone = tx
        .exec(
            sql!(
                "delete from invitation_due where books_id = $1 and invitation_id = $2 and act = $3 ",
                "and due_at = $4"
            ),
            p![id(books), id(one), act.word(), due_at],
        )
        .await?;
    Ok(gone == 1)
}

/// What is due by now, the oldest first.
pub async fn due(
    read: &mut Read<'_>,
    now: Moment,
    most: i64,
) -> Result<Vec<(Moment, InvitationId, DueAct, BooksId)>, Fault> {
    read.rows(
        sql!(
            beyond: "select due_at, invitation_id, act, books_id from invitation_due where due_at <= $1 ",
            "order by due_at, invitation_id, act limit $2"
        ),
        p![now, most],
        |row| Ok((row.moment(0)?, row.id(1)?, row.parsed(2)?, row.id(3)?)),
    )
    .await
}
