//! The firm's rows about its clients. Each statement walks an index in the order of the list and stops
//! at the end of the page.

use crate::access::Preset;
use crate::clients::search::Prefix;
use ::store::{Read, Row, id, p, sql};
use kernel::{BooksId, BranchId, ConnectionId, Fault, Moment, OrganisationId, UserId};

/// A row of the list.
#[derive(Debug, Clone)]
pub struct Found {
    pub connection: ConnectionId,
    pub branch: BranchId,
    pub books: BooksId,
    pub name: String,
    pub owner_name: String,
    pub owner_email: String,
    pub country: String,
    pub currency: String,
    pub preset: Preset,
    pub payer: String,
    pub state: String,
    pub connected_at: Moment,
    pub ended_at: Option<Moment>,
    pub ended_side: Option<String>,
    pub reason: Option<String>,
    /// What the reader is there: `primary`, `accountant`, or nothing.
    pub access: Option<String>,
    pub access_ends_at: Option<Moment>,
    pub last_opened_at: Option<Moment>,
    /// What the list is ordered by.
    pub key: String,
}

macro_rules! columns {
    () => {
        "select c.connection_id, c.branch_id, c.books_id, c.name, c.name_folded, c.owner_name, c.owner_email, \
         c.country, c.currency, c.preset, c.payer, c.state, c.connected_at, c.ended_at, c.ended_side, c.reason, \
         a.kind, a.ends_at, a.last_opened_at"
    };
}

/// The reader's own access beside the client's row.
macro_rules! with_access {
    () => {
        " from client c left join client_access a on a.organisation_id = c.organisation_id \
         and a.user_id = $2 and a.connection_id = c.connection_id "
    };
}

fn found(row: &Row<'_>, key: String) -> Result<Found, Fault> {
    Ok(Found {
        connection: row.id(0)?,
        branch: row.id(1)?,
        books: row.id(2)?,
        name: row.text(3)?,
        owner_name: row.text(5)?,
        owner_email: row.text(6)?,
        country: row.text(7)?,
        currency: row.text(8)?,
        preset: row.parsed(9)?,
        payer: row.text(10)?,
        state: row.text(11)?,
        connected_at: row.moment(12)?,
        ended_at: row.opt_moment(13)?,
        ended_side: row.opt_text(14)?,
        reason: row.opt_text(15)?,
        access: row.opt_text(16)?,
        access_ends_at: row.opt_moment(17)?,
        last_opened_at: row.opt_moment(18)?.filter(|at| at.micros() > 0),
        key,
    })
}

/// Which clients, for whom, from where on.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    pub organisation: OrganisationId,
    pub user: UserId,
    pub state: &'static str,
    /// The key and the client after which the page begins.
    pub after: (&'w str, ConnectionId),
    /// How many rows at most.
    pub most: i64,
}

/// All clients of the firm, by name.
pub async fn all(read: &mut Read<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>, Fault> {
    read.rows(
        sql!(
            columns!(),
            with_access!(),
            "where c.organisation_id = $1 and c.state = $3 and (c.name_folded, c.connection_id) > ($4, $5) ",
            "order by c.name_folded, c.connection_id limit $6"
        ),
        p![
            id(wanted.organisation),
            id(wanted.user),
            wanted.state,
            wanted.after.0,
            id(wanted.after.1),
            wanted.most
        ],
        |row| found(row, row.text(4)?),
    )
    .await
}

/// All clients of a branch, by name.
pub async fn of_branch(
    read: &mut Read<'_>,
    wanted: &Wanted<'_>,
    branch: BranchId,
) -> Result<Vec<Found>, Fault> {
    read.rows(
        sql!(
            columns!(),
            with_access!(),
            "where c.organisation_id = $1 and c.branch_id = $7 and c.state = $3 ",
            "and (c.name_folded, c.connection_id) > ($4, $5) order by c.name_folded, c.connection_id limit $6"
        ),
        p![
            id(wanted.organisation),
            id(wanted.user),
            wanted.state,
            wanted.after.0,
            id(wanted.after.1),
            wanted.most,
            id(branch)
        ],
        |row| found(row, row.text(4)?),
    )
    .await
}

/// The clients of a branch to which the reader is assigned, by name.
pub async fn assigned(
    read: &mut Read<'_>,
    wanted: &Wanted<'_>,
    branch: BranchId,
) -> Result<Vec<Found>, Fault> {
    read.rows(
        sql!(
            columns!(),
            " from client_access a ",
            "join client c on c.organisation_id = a.organisation_id and c.connection_id = a.connection_id ",
            "where a.organisation_id = $1 and a.user_id = $2 and c.branch_id = $7 and c.state = $3 ",
            "and (c.name_folded, c.connection_id) > ($4, $5) order by c.name_folded, c.connection_id limit $6"
        ),
        p![
            id(wanted.organisation),
            id(wanted.user),
            wanted.state,
            wanted.after.0,
            id(wanted.after.1),
            wanted.most,
            id(branch)
        ],
        |row| found(row, row.text(4)?),
    )
    .await
}

/// Clients that have a word of each prefix, by the first word of the first prefix that they have. Each
/// stands at that word only. `branch` narrows the list, `only_assigned` to the reader's own.
pub async fn search(
    read: &mut Read<'_>,
    wanted: &Wanted<'_>,
    [one, two, three, four]: &[Prefix; 4],
    (branch, only_assigned): (Option<BranchId>, bool),
) -> Result<Vec<Found>, Fault> {
    let some_branch = branch.unwrap_or(kernel::Id::from_bytes([0; 16]));
    read.rows(
        sql!(
            columns!(),
            ", w.word from client_word w ",
            "join client c on c.organisation_id = w.organisation_id and c.connection_id = w.connection_id ",
            "left join client_access a on a.organisation_id = w.organisation_id and a.user_id = $2 ",
            "and a.connection_id = w.connection_id ",
            "where w.organisation_id = $1 and w.word >= $7 and w.word < $8 and (w.word, w.connection_id) > ($4, $5) ",
            "and c.state = $3 and (c.branch_id = $15 or cast($16 as bigint) = 0) ",
            "and (a.kind is not null or cast($17 as bigint) = 0) ",
            "and not exists (select 1 from client_word v where v.organisation_id = $1 ",
            "and v.connection_id = w.connection_id and v.word >= $7 and v.word < w.word) ",
            "and exists (select 1 from client_word v where v.organisation_id = $1 ",
            "and v.connection_id = w.connection_id and v.word >= $9 and v.word < $10) ",
            "and exists (select 1 from client_word v where v.organisation_id = $1 ",
            "and v.connection_id = w.connection_id and v.word >= $11 and v.word < $12) ",
            "and exists (select 1 from client_word v where v.organisation_id = $1 ",
            "and v.connection_id = w.connection_id and v.word >= $13 and v.word < $14) ",
            "order by w.word, w.connection_id limit $6"
        ),
        p![
            id(wanted.organisation),
            id(wanted.user),
            wanted.state,
            wanted.after.0,
            id(wanted.after.1),
            wanted.most,
            &one.from,
            &one.to,
            &two.from,
            &two.to,
            &three.from,
            &three.to,
            &four.from,
            &four.to,
            id(some_branch),
            i64::from(branch.is_some()),
            i64::from(only_assigned)
        ],
        |row| found(row, row.text(19)?),
    )
    .await
}

/// The clients that the reader may enter, the latest opened first.
pub async fn recent(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
    most: i64,
) -> Result<Vec<Found>, Fault> {
    read.rows(
        sql!(
            columns!(),
            " from client_access a ",
            "join client c on c.organisation_id = a.organisation_id and c.connection_id = a.connection_id ",
            "where a.organisation_id = $1 and a.user_id = $2 and c.state = 'active' ",
            "order by a.last_opened_at desc limit $3"
        ),
        p![id(organisation), id(user), most],
        |row| found(row, row.text(4)?),
    )
    .await
}

/// One client of the firm, with the reader's own access.
pub async fn one(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
    connection: ConnectionId,
) -> Result<Option<Found>, Fault> {
    read.one(
        sql!(columns!(), with_access!(), "where c.organisation_id = $1 and c.connection_id = $3"),
        p![id(organisation), id(user), id(connection)],
        |row| found(row, row.text(4)?),
    )
    .await
}

/// The firm's branches.
pub async fn branches(
    read: &mut Read<'_>,
    organisation: OrganisationId,
) -> Result<Vec<(BranchId, String)>, Fault> {
    read.rows(
        sql!("select branch_id, name from branch where organisation_id = $1 order by branch_id"),
        p![id(organisation)],
        |row| Ok((row.id(0)?, row.text(1)?)),
    )
    .await
}
