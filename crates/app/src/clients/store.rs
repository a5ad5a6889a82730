//! Connections, the firm's rows about them, who may enter.

mod names;

pub use names::{firms_of, live_clients, rename_branch, rename_firm};

use crate::access::Preset;
use crate::clients::company::{Owner, zone_of};
use crate::clients::counts::store as counts;
use crate::clients::{Company, Firm, NewConnection};
use ::store::{P, Read, Row, Sql, Tx, id, p, sql};
use kernel::{BooksId, BranchId, ConnectionId, Fault, Moment, OrganisationId, TimeZoneName, UserId};

/// The company behind books, with its owner.
pub async fn company(read: &mut Read<'_>, books: BooksId) -> Result<Option<Company>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select b.name, b.country, b.currency, b.fiscal_month, b.fiscal_day, b.time_zone, ",
                "m.user_id, m.name, m.email from books b ",
                "left join books_member m on m.books_id = b.books_id and m.preset = 'owner' and m.removed_at is null ",
                "where b.books_id = $1 order by m.joined_at, m.user_id"
            ),
            p![id(books)],
            |row| {
                let owner = match row.opt_id(6)? {
                    Some(user) => Some(Owner { user, name: row.text(7)?, email: row.text(8)? }),
                    None => None,
                };
                Ok(Company {
                    books,
                    name: row.text(0)?,
                    country: row.text(1)?,
                    currency: row.text(2)?,
                    fiscal_month: row.i64(3)?,
                    fiscal_day: row.i64(4)?,
                    zone: TimeZoneName::parse(&row.text(5)?).map_err(Fault::internal)?,
                    owner,
                })
            },
        )
        .await?;
    Ok(rows.into_iter().next())
}

/// A branch with its firm.
pub async fn firm(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
) -> Result<Option<Firm>, Fault> {
    read.one(
        sql!(
            "select o.name, b.name, b.email, b.country from branch b ",
            "join organisation o on o.organisation_id = b.organisation_id ",
            "where b.organisation_id = $1 and b.branch_id = $2"
        ),
        p![id(organisation), id(branch)],
        |row| {
            Ok(Firm {
                organisation,
                organisation_name: row.text(0)?,
                branch,
                branch_name: row.text(1)?,
                branch_email: row.text(2)?,
                zone: zone_of(&row.text(3)?),
            })
        },
    )
    .await
}

/// The live connection of a firm with a client.
pub async fn live_connection(
    read: &mut Read<'_>,
    books: BooksId,
    organisation: OrganisationId,
) -> Result<Option<ConnectionId>, Fault> {
    read.one(
        sql!(
            "select connection_id from connection ",
            "where books_id = $1 and organisation_id = $2 and state = 'active'"
        ),
        p![id(books), id(organisation)],
        |row| row.id(0),
    )
    .await
}

pub async fn insert_connection(
    tx: &mut Tx<'_>,
    connection: ConnectionId,
    new: &NewConnection<'_>,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into connection (books_id, connection_id, organisation_id, branch_id, organisation_name, ",
            "branch_name, preset, payer, state, epoch, started_at, started_by) ",
            "values ($1, $2, $3, $4, $5, $6, $7, 'client', 'active', 1, $8, $9)"
        ),
        p![
            id(new.company.books),
            id(connection),
            id(new.firm.organisation),
            id(new.firm.branch),
            &new.firm.organisation_name,
            &new.firm.branch_name,
            new.preset.word(),
            now,
            id(new.primary)
        ],
    )
    .await?;
    Ok(())
}

/// The firm's own row of the client.
pub async fn insert_client(
    tx: &mut Tx<'_>,
    connection: ConnectionId,
    new: &NewConnection<'_>,
    now: Moment,
) -> Result<(), Fault> {
    let (company, owner) = (new.company, new.company.owner.as_ref());
    let (more, place) = counts::one_more(new.firm.organisation, new.firm.branch, "active");
    tx.exec_all(&[
        (
            sql!(
                "insert into client (organisation_id, connection_id, branch_id, books_id, name, name_folded, ",
                "owner_name, owner_email, country, currency, preset, payer, state, connected_at, look) ",
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'client', 'active', $12, $13)"
            ),
            p![
                id(new.firm.organisation),
                id(connection),
                id(new.firm.branch),
                id(company.books),
                &company.name,
                &kernel::folded(&company.name),
                owner.map_or("", |owner| owner.name.as_str()),
                owner.map_or("", |owner| owner.email.as_str()),
                &company.country,
                &company.currency,
                new.preset.word(),
                now,
                &kernel::look(&company.name)
            ],
        ),
        (more, &place),
    ])
    .await
}

/// Takes the words away by which the firm found the client.
pub async fn forget_words(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    connection: ConnectionId,
) -> Result<(), Fault> {
    tx.exec(
        sql!("delete from client_word where organisation_id = $1 and connection_id = $2"),
        p![id(organisation), id(connection)],
    )
    .await?;
    Ok(())
}

/// The words by which the firm finds the client.
pub async fn insert_words(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    connection: ConnectionId,
    words: &[String],
) -> Result<(), Fault> {
    let insert = sql!("insert into client_word (organisation_id, word, connection_id) values ($1, $2, $3)");
    let rows: Vec<[P<'_>; 3]> =
        words.iter().map(|word| [id(organisation), P::T(word), id(connection)]).collect();
    let batch: Vec<(&Sql, &[P<'_>])> = rows.iter().map(|row| (insert, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// Access given to a member of the firm.
pub struct Given<'g> {
    pub books: BooksId,
    pub connection: ConnectionId,
    pub organisation: OrganisationId,
    pub user: UserId,
    pub name: &'g str,
    pub email: &'g str,
    pub kind: &'static str,
    pub preset: Preset,
    pub ends_at: Option<Moment>,
    pub reason: Option<&'g str>,
    pub given_by: UserId,
}

/// Gives access, again if it had been taken: one row on each side.
pub async fn give(tx: &mut Tx<'_>, given: &Given<'_>, now: Moment) -> Result<(), Fault> {
    let ends_at = P::from(given.ends_at);
    let (more, hers) = counts::one_more_for(given.organisation, given.connection, given.user);
    tx.exec_all(&[
        (more, &hers),
        (
            sql!(
                "insert into assignment (books_id, connection_id, user_id, organisation_id, name, email, kind, ",
                "preset, ends_at, reason, given_at, given_by) ",
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ",
                "on conflict (books_id, connection_id, user_id) do update set name = excluded.name, ",
                "email = excluded.email, kind = excluded.kind, preset = excluded.preset, ",
                "ends_at = excluded.ends_at, reason = excluded.reason, given_at = excluded.given_at, ",
                "given_by = excluded.given_by, removed_at = null, removed_name = null"
            ),
            p![
                id(given.books),
                id(given.connection),
                id(given.user),
                id(given.organisation),
                given.name,
                given.email,
                given.kind,
                given.preset.word(),
                ends_at,
                given.reason,
                now,
                id(given.given_by)
            ],
        ),
        (
            sql!(
                "insert into client_access (organisation_id, user_id, connection_id, kind, ends_at, last_opened_at) ",
                "values ($1, $2, $3, $4, $5, 0) on conflict (organisation_id, user_id, connection_id) ",
                "do update set kind = excluded.kind, ends_at = excluded.ends_at"
            ),
            p![id(given.organisation), id(given.user), id(given.connection), given.kind, ends_at],
        ),
    ])
    .await
}

/// A connection, as its end needs it.
pub struct Connection {
    pub books: BooksId,
    pub connection: ConnectionId,
    pub organisation: OrganisationId,
    pub branch: BranchId,
    pub organisation_name: String,
    pub preset: Preset,
    pub is_live: bool,
    pub epoch: i64,
}

fn connection_row(books: BooksId, row: &Row<'_>) -> Result<Connection, Fault> {
    Ok(Connection {
        books,
        connection: row.id(0)?,
        organisation: row.id(1)?,
        branch: row.id(2)?,
        organisation_name: row.text(3)?,
        preset: row.parsed(4)?,
        is_live: row.text(5)? == "active",
        epoch: row.i64(6)?,
    })
}

/// A connection of books, live or ended.
pub async fn connection(
    read: &mut Read<'_>,
    books: BooksId,
    connection: ConnectionId,
) -> Result<Option<Connection>, Fault> {
    read.one(
        sql!(
            "select connection_id, organisation_id, branch_id, organisation_name, preset, state, epoch ",
            "from connection where books_id = $1 and connection_id = $2"
        ),
        p![id(books), id(connection)],
        |row| connection_row(books, row),
    )
    .await
}

/// The books of a firm's client: a fact that never changes.
pub async fn books_of(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    connection: ConnectionId,
) -> Result<Option<BooksId>, Fault> {
    read.one(
        sql!("select books_id from client where organisation_id = $1 and connection_id = $2"),
        p![id(organisation), id(connection)],
        |row| row.id(0),
    )
    .await
}

/// How a connection ended.
pub struct End<'e> {
    pub by: UserId,
    pub name: &'e str,
    pub side: &'static str,
    pub reason: Option<&'e str>,
    pub note: Option<&'e str>,
}

/// Ends a connection if it is live: state and epoch; `false` when somebody was first.
pub async fn end_connection(
    tx: &mut Tx<'_>,
    connection: &Connection,
    end: &End<'_>,
    now: Moment,
) -> Result<bool, Fault> {
    let ended = tx
        .exec(
            sql!(
                "update connection set state = 'ended', epoch = epoch + 1, ended_at = $3, ended_by = $4, ",
                "ended_name = $5, ended_side = $6, reason = $7, note = $8 ",
                "where books_id = $1 and connection_id = $2 and state = 'active'"
            ),
            p![
                id(connection.books),
                id(connection.connection),
                now,
                id(end.by),
                end.name,
                end.side,
                end.reason,
                end.note
            ],
        )
        .await?;
    Ok(ended == 1)
}

/// What falls with a connection: visits, assignments, the firm's row and its members' ways in.
pub async fn close_all(
    tx: &mut Tx<'_>,
    connection: &Connection,
    end: &End<'_>,
    now: Moment,
) -> Result<(), Fault> {
    let (books, organisation) = (id(connection.books), id(connection.organisation));
    let one = id(connection.connection);
    let (less, place) = counts::one_less(connection.organisation, connection.branch, "active");
    let (more, ended) = counts::one_more(connection.organisation, connection.branch, "ended");
    let (theirs, hers) =
        counts::one_less_for_all(connection.organisation, connection.connection, connection.branch);
    tx.exec_all(&[
        (
            sql!(
                "update visit set closed_at = $3 where books_id = $1 and connection_id = $2 and closed_at is null"
            ),
            p![books, one, now],
        ),
        (
            sql!(
                "update assignment set removed_at = $3, removed_name = $4 ",
                "where books_id = $1 and connection_id = $2 and removed_at is null"
            ),
            p![books, one, now, end.name],
        ),
        (
            sql!(
                "update client set state = 'ended', ended_at = $3, ended_side = $4, reason = $5 ",
                "where organisation_id = $1 and connection_id = $2"
            ),
            p![organisation, one, now, end.side, end.reason],
        ),
        (less, &place),
        (more, &ended),
        (theirs, &hers),
        (
            sql!("delete from client_access where organisation_id = $1 and connection_id = $2"),
            p![organisation, one],
        ),
    ])
    .await
}

/// Who of the firm may enter through a connection, the primary first.
pub async fn people(
    read: &mut Read<'_>,
    books: BooksId,
    connection: ConnectionId,
) -> Result<Vec<super::connect::Colleague>, Fault> {
    read.rows(
        sql!(
            "select user_id, name, email from assignment ",
            "where books_id = $1 and connection_id = $2 and removed_at is null order by kind desc, given_at, user_id"
        ),
        p![id(books), id(connection)],
        |row| Ok(super::connect::Colleague { user: row.id(0)?, name: row.text(1)?, email: row.text(2)? }),
    )
    .await
}
