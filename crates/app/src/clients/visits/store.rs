//! The table of visits.

use crate::clients::store::Connection;
use crate::clients::visits::IDLE_SECONDS;
use ::store::{Read, Row, Tx, id, p, sql};
use kernel::{BooksId, ConnectionId, Fault, Moment, OrganisationId, SessionId, UserId, VisitId};

/// When the person's live assignment ends: the outer `None` when she has none.
pub async fn assignment(
    read: &mut Read<'_>,
    books: BooksId,
    connection: ConnectionId,
    user: UserId,
) -> Result<Option<Option<Moment>>, Fault> {
    read.one(
        sql!(
            "select ends_at from assignment where books_id = $1 and connection_id = $2 and user_id = $3 ",
            "and removed_at is null"
        ),
        p![id(books), id(connection), id(user)],
        |row| row.opt_moment(0),
    )
    .await
}

/// Ends open visits of the same sign-in through the same connection, and names the last one.
pub async fn close_earlier(
    tx: &mut Tx<'_>,
    (books, connection): (BooksId, ConnectionId),
    (user, session): (UserId, SessionId),
    now: Moment,
) -> Result<Option<VisitId>, Fault> {
    let mut closed: Vec<VisitId> = tx
        .exec_rows(
            sql!(
                "update visit set closed_at = $5 where books_id = $1 and user_id = $2 and session_id = $3 ",
                "and connection_id = $4 and closed_at is null returning visit_id"
            ),
            p![id(books), id(user), id(session), id(connection), now],
            |row| row.id(0),
        )
        .await?;
    closed.sort();
    Ok(closed.pop())
}

/// A visit to be written.
pub struct NewVisit<'v> {
    pub books: BooksId,
    pub visit: VisitId,
    pub connection: ConnectionId,
    pub user: UserId,
    pub session: SessionId,
    pub epoch: i64,
    pub expires_at: Moment,
    pub came_from: &'v str,
}

pub async fn insert(tx: &mut Tx<'_>, new: &NewVisit<'_>, now: Moment) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into visit (books_id, visit_id, connection_id, user_id, session_id, epoch, opened_at, ",
            "seen_at, expires_at, came_from) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)"
        ),
        p![
            id(new.books),
            id(new.visit),
            id(new.connection),
            id(new.user),
            id(new.session),
            new.epoch,
            now,
            new.expires_at,
            new.came_from
        ],
    )
    .await?;
    Ok(())
}

/// When the books were last opened, as both sides and the person's own list show it.
pub async fn note_opened(
    tx: &mut Tx<'_>,
    connection: &Connection,
    user: UserId,
    now: Moment,
) -> Result<(), Fault> {
    let (books, organisation) = (id(connection.books), id(connection.organisation));
    let one = id(connection.connection);
    tx.exec_all(&[
        (
            sql!(
                "update assignment set last_opened_at = $4 ",
                "where books_id = $1 and connection_id = $2 and user_id = $3"
            ),
            p![books, one, id(user), now],
        ),
        (
            sql!("update client set last_opened_at = $3 where organisation_id = $1 and connection_id = $2"),
            p![organisation, one, now],
        ),
        (
            sql!(
                "update client_access set last_opened_at = $4 ",
                "where organisation_id = $1 and user_id = $2 and connection_id = $3"
            ),
            p![organisation, id(user), one, now],
        ),
    ])
    .await
}

/// A visit, open or over.
#[derive(Debug, Clone)]
pub struct Visit {
    pub visit: VisitId,
    pub connection: ConnectionId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub branch_name: String,
    pub opened_at: Moment,
    pub seen_at: Moment,
    pub expires_at: Moment,
    pub came_from: String,
}

impl Visit {
    /// When it ends if nobody gives another sign of life.
    pub fn end(&self) -> Moment {
        self.seen_at.plus_seconds(IDLE_SECONDS).min(self.expires_at)
    }
}

/// A visit with the person whose it is.
pub struct Stay {
    pub visit: Visit,
    pub user: UserId,
    pub name: String,
}

/// A visit by its id, open or over.
pub async fn stay(read: &mut Read<'_>, books: BooksId, visit: VisitId) -> Result<Option<Stay>, Fault> {
    read.one(
        sql!(
            "select v.visit_id, v.connection_id, c.organisation_id, c.organisation_name, c.branch_name, ",
            "v.opened_at, v.seen_at, v.expires_at, v.came_from, v.user_id, a.name from visit v ",
            "join connection c on c.books_id = v.books_id and c.connection_id = v.connection_id ",
            "join assignment a on a.books_id = v.books_id and a.connection_id = v.connection_id ",
            "and a.user_id = v.user_id where v.books_id = $1 and v.visit_id = $2"
        ),
        p![id(books), id(visit)],
        |row| Ok(Stay { visit: visit_of(row)?, user: row.id(9)?, name: row.text(10)? }),
    )
    .await
}

/// Open visits of all books without a sign of life since an instant, the oldest first.
pub async fn idle(read: &mut Read<'_>, stale: Moment, most: i64) -> Result<Vec<(BooksId, VisitId)>, Fault> {
    read.rows(
        sql!(
            beyond: "select books_id, visit_id from visit where closed_at is null and seen_at <= $1 ",
            "order by seen_at, visit_id limit $2"
        ),
        p![stale, most],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
    .await
}

fn visit_of(row: &Row<'_>) -> Result<Visit, Fault> {
    Ok(Visit {
        visit: row.id(0)?,
        connection: row.id(1)?,
        organisation: row.id(2)?,
        organisation_name: row.text(3)?,
        branch_name: row.text(4)?,
        opened_at: row.moment(5)?,
        seen_at: row.moment(6)?,
        expires_at: row.moment(7)?,
        came_from: row.text(8)?,
    })
}

/// The latest visit of a sign-in in books, open ones first.
pub async fn latest(
    read: &mut Read<'_>,
    books: BooksId,
    user: UserId,
    session: SessionId,
) -> Result<Option<Visit>, Fault> {
    read.one(
        sql!(
            "select v.visit_id, v.connection_id, c.organisation_id, c.organisation_name, c.branch_name, ",
            "v.opened_at, v.seen_at, v.expires_at, v.came_from from visit v ",
            "join connection c on c.books_id = v.books_id and c.connection_id = v.connection_id ",
            "where v.books_id = $1 and v.user_id = $2 and v.session_id = $3 ",
            "order by case when v.closed_at is null then 0 else 1 end, v.opened_at desc, v.visit_id desc limit 1"
        ),
        p![id(books), id(user), id(session)],
        visit_of,
    )
    .await
}

/// Ends a visit; `false` when it was over.
pub async fn close(
    tx: &mut Tx<'_>,
    books: BooksId,
    visit: VisitId,
    user: UserId,
    now: Moment,
) -> Result<bool, Fault> {
    let closed = tx
        .exec(
            sql!(
                "update visit set closed_at = $4 ",
                "where books_id = $1 and visit_id = $2 and user_id = $3 and closed_at is null"
            ),
            p![id(books), id(visit), id(user), now],
        )
        .await?;
    Ok(closed == 1)
}

pub async fn touch(
    tx: &mut Tx<'_>,
    books: BooksId,
    visit: VisitId,
    stale: Moment,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update visit set seen_at = $4 ",
            "where books_id = $1 and visit_id = $2 and closed_at is null and seen_at < $3"
        ),
        p![id(books), id(visit), stale, now],
    )
    .await?;
    Ok(())
}

/// A connection through which a person may enter books.
#[derive(Debug, Clone)]
pub struct Way {
    pub connection: ConnectionId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
}

/// The live connections through which a person may enter books at this instant.
pub async fn ways(read: &mut Read<'_>, books: BooksId, user: UserId, now: Moment) -> Result<Vec<Way>, Fault> {
    read.rows(
        sql!(
            "select c.connection_id, c.organisation_id, c.organisation_name from assignment a ",
            "join connection c on c.books_id = a.books_id and c.connection_id = a.connection_id ",
            "join member m on m.organisation_id = c.organisation_id and m.user_id = a.user_id ",
            "where a.books_id = $1 and a.user_id = $2 and a.removed_at is null and c.state = 'active' ",
            "and m.removed_at is null and (a.ends_at is null or a.ends_at > $3) ",
            "order by c.organisation_name, c.connection_id"
        ),
        p![id(books), id(user), now],
        |row| Ok(Way { connection: row.id(0)?, organisation: row.id(1)?, organisation_name: row.text(2)? }),
    )
    .await
}
