//! Connections and assignments, live and ended, with the client's books.

use crate::clients::list::history::{Assignment, Connection};
use ::store::{Read, id, p, sql};
use kernel::{BooksId, Fault, Moment};

/// All connections of a client, the latest first.
pub async fn connections(read: &mut Read<'_>, books: BooksId) -> Result<Vec<Connection>, Fault> {
    read.rows(
        sql!(
            "select connection_id, organisation_id, organisation_name, branch_name, preset, started_at, ended_at, ",
            "ended_name, ended_side, reason, note from connection where books_id = $1 ",
            "order by started_at desc, connection_id desc"
        ),
        p![id(books)],
        |row| {
            Ok(Connection {
                connection: row.id(0)?,
                organisation: row.id(1)?,
                organisation_name: row.text(2)?,
                branch_name: row.text(3)?,
                preset: row.parsed(4)?,
                started_at: row.moment(5)?,
                ended_at: row.opt_moment(6)?,
                ended_by: row.opt_text(7)?,
                ended_side: row.opt_text(8)?,
                reason: row.opt_text(9)?.and_then(|word| word.parse().ok()),
                note: row.opt_text(10)?,
            })
        },
    )
    .await
}

/// Everybody who can enter the client's books through a firm, or could: those who lead first.
pub async fn assignments(
    read: &mut Read<'_>,
    books: BooksId,
    now: Moment,
    idle: Moment,
) -> Result<Vec<Assignment>, Fault> {
    read.rows(
        sql!(
            "select a.connection_id, a.user_id, a.name, a.email, a.kind, a.preset, a.ends_at, a.reason, a.given_at, ",
            "a.last_opened_at, a.removed_at, a.removed_name, ",
            "(select cast(count(*) as bigint) from visit v where v.books_id = a.books_id and v.user_id = a.user_id ",
            "and v.connection_id = a.connection_id and v.closed_at is null and v.expires_at > $2 and v.seen_at > $3), ",
            // As access judges it: whoever has left the firm or the branch can enter no longer.
            "(select cast(count(*) as bigint) from member m where m.organisation_id = a.organisation_id ",
            "and m.user_id = a.user_id and m.removed_at is null and (m.parent_role in ('super_admin', 'viewer') ",
            "or exists (select 1 from branch_member b where b.organisation_id = c.organisation_id ",
            "and b.branch_id = c.branch_id and b.user_id = a.user_id))) ",
            "from assignment a join connection c on c.books_id = a.books_id and c.connection_id = a.connection_id ",
            "where a.books_id = $1 order by a.kind desc, a.given_at, a.user_id"
        ),
        p![id(books), now, idle],
        |row| {
            Ok(Assignment {
                connection: row.id(0)?,
                user: row.id(1)?,
                name: row.text(2)?,
                email: row.text(3)?,
                is_primary: row.text(4)? == "primary",
                preset: row.parsed(5)?,
                ends_at: row.opt_moment(6)?,
                reason: row.opt_text(7)?,
                given_at: row.moment(8)?,
                last_opened_at: row.opt_moment(9)?,
                removed_at: row.opt_moment(10)?,
                removed_by: row.opt_text(11)?,
                is_here: row.i64(12)? > 0,
                belongs: row.i64(13)? > 0,
            })
        },
    )
    .await
}
