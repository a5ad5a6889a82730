//! Assignments, one by one.

use crate::clients::connect::Colleague;
use crate::clients::counts::store as counts;
use crate::clients::store::Connection;
use ::store::{Read, Tx, id, p, sql};
use kernel::{BooksId, BranchId, ConnectionId, Fault, Moment, OrganisationId, UserId};

/// A member who belongs to a branch, by a role there or as Super Admin of the firm.
pub async fn member_of(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
    user: UserId,
) -> Result<Option<Colleague>, Fault> {
    read.one(
        sql!(
            "select m.user_id, m.name, m.email from member m ",
            "left join branch_member b on b.organisation_id = m.organisation_id and b.branch_id = $2 ",
            "and b.user_id = m.user_id where m.organisation_id = $1 and m.user_id = $3 and m.removed_at is null ",
            "and (b.role is not null or m.parent_role = 'super_admin')"
        ),
        p![id(organisation), id(branch), id(user)],
        |row| Ok(Colleague { user: row.id(0)?, name: row.text(1)?, email: row.text(2)? }),
    )
    .await
}

/// Everybody who belongs to a branch, by name.
pub async fn members_of(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
) -> Result<Vec<Colleague>, Fault> {
    let mut members = read
        .rows(
            sql!(
                "select m.user_id, m.name, m.email from member m ",
                "left join branch_member b on b.organisation_id = m.organisation_id and b.branch_id = $2 ",
                "and b.user_id = m.user_id where m.organisation_id = $1 and m.removed_at is null ",
                "and (b.role is not null or m.parent_role = 'super_admin') order by m.user_id"
            ),
            p![id(organisation), id(branch)],
            |row| Ok(Colleague { user: row.id(0)?, name: row.text(1)?, email: row.text(2)? }),
        )
        .await?;
    members.sort_by_key(|member| kernel::folded(&member.name));
    Ok(members)
}

/// Whether the person has access through the connection.
pub async fn is_assigned(
    read: &mut Read<'_>,
    books: BooksId,
    connection: ConnectionId,
    user: UserId,
) -> Result<bool, Fault> {
    let found = read
        .one(
            sql!(
                "select kind from assignment where books_id = $1 and connection_id = $2 and user_id = $3 ",
                "and removed_at is null"
            ),
            p![id(books), id(connection), id(user)],
            |row| row.text(0),
        )
        .await?;
    Ok(found.is_some())
}

/// Takes an assignment and tells whose it was; `None` when there was none.
pub async fn take(
    tx: &mut Tx<'_>,
    connection: &Connection,
    user: UserId,
    by: &str,
    now: Moment,
) -> Result<Option<String>, Fault> {
    let names = tx
        .exec_rows(
            sql!(
                "update assignment set removed_at = $4, removed_name = $5 ",
                "where books_id = $1 and connection_id = $2 and user_id = $3 and removed_at is null returning name"
            ),
            p![id(connection.books), id(connection.connection), id(user), now, by],
            |row| row.text(0),
        )
        .await?;
    Ok(names.into_iter().next())
}

/// Ends a person's visits through a connection, and takes the client off her list.
pub async fn close_ways(
    tx: &mut Tx<'_>,
    connection: &Connection,
    user: UserId,
    now: Moment,
) -> Result<(), Fault> {
    let place = (connection.connection, connection.branch);
    let (less, hers) = counts::one_less_for(connection.organisation, place, user);
    tx.exec_all(&[
        (less, &hers),
        (
            sql!(
                "update visit set closed_at = $4 where books_id = $1 and user_id = $2 and connection_id = $3 ",
                "and closed_at is null"
            ),
            p![id(connection.books), id(user), id(connection.connection), now],
        ),
        (
            sql!("delete from client_access where organisation_id = $1 and user_id = $2 and connection_id = $3"),
            p![id(connection.organisation), id(user), id(connection.connection)],
        ),
    ])
    .await
}
