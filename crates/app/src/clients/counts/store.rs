//! The table of counts. What adds to it or takes from it stands in one batch with the rows that are counted.

use crate::access::{Permission, PortalStanding};
use ::store::{P, Read, Sql, id, p, sql};
use kernel::{BranchId, ConnectionId, Fault, Id as _, OrganisationId, UserId};
use std::collections::BTreeMap;

/// Whose count it is when it is the branch's: nobody has this id.
pub fn everybody() -> UserId {
    UserId::from_bytes([0; 16])
}

/// One more client of a branch and a state.
pub fn one_more(
    organisation: OrganisationId,
    branch: BranchId,
    state: &'static str,
) -> (&'static Sql, [P<'static>; 4]) {
    (
        sql!(
            "insert into client_count (organisation_id, user_id, state, branch_id, clients) ",
            "values ($1, $2, $3, $4, 1) on conflict (organisation_id, user_id, state, branch_id) ",
            "do update set clients = client_count.clients + 1"
        ),
        [id(organisation), id(everybody()), P::T(state), id(branch)],
    )
}

/// One client less of a branch and a state.
pub fn one_less(
    organisation: OrganisationId,
    branch: BranchId,
    state: &'static str,
) -> (&'static Sql, [P<'static>; 4]) {
    (
        sql!(
            "update client_count set clients = clients - 1 ",
            "where organisation_id = $1 and user_id = $2 and state = $3 and branch_id = $4"
        ),
        [id(organisation), id(everybody()), P::T(state), id(branch)],
    )
}

/// One more client for a member, unless she has access to it already. Runs before her access is written.
pub fn one_more_for(
    organisation: OrganisationId,
    connection: ConnectionId,
    user: UserId,
) -> (&'static Sql, [P<'static>; 3]) {
    (
        sql!(
            "insert into client_count (organisation_id, user_id, state, branch_id, clients) ",
            "select c.organisation_id, $2, c.state, c.branch_id, 1 from client c ",
            "where c.organisation_id = $1 and c.connection_id = $3 and not exists (select 1 from client_access a ",
            "where a.organisation_id = $1 and a.user_id = $2 and a.connection_id = $3) ",
            "on conflict (organisation_id, user_id, state, branch_id) ",
            "do update set clients = client_count.clients + 1"
        ),
        [id(organisation), id(user), id(connection)],
    )
}

/// One client less for a member who has access to it. Runs before her access is taken.
pub fn one_less_for(
    organisation: OrganisationId,
    (connection, branch): (ConnectionId, BranchId),
    user: UserId,
) -> (&'static Sql, [P<'static>; 4]) {
    (
        sql!(
            "update client_count set clients = clients - 1 ",
            "where organisation_id = $1 and user_id = $2 and state = 'active' and branch_id = $4 ",
            "and exists (select 1 from client_access a ",
            "where a.organisation_id = $1 and a.user_id = $2 and a.connection_id = $3)"
        ),
        [id(organisation), id(user), id(connection), id(branch)],
    )
}

/// One client less for everybody who has access to it. Runs before that is taken.
pub fn one_less_for_all(
    organisation: OrganisationId,
    connection: ConnectionId,
    branch: BranchId,
) -> (&'static Sql, [P<'static>; 3]) {
    (
        sql!(
            "update client_count set clients = clients - 1 ",
            "where organisation_id = $1 and state = 'active' and branch_id = $3 and user_id in ",
            "(select a.user_id from client_access a where a.organisation_id = $1 and a.connection_id = $2)"
        ),
        [id(organisation), id(connection), id(branch)],
    )
}

/// Clients of a branch and a state: all, and those that a person may enter.
#[derive(Debug, Clone, Copy)]
pub struct ClientCount {
    pub branch: BranchId,
    pub all: i64,
    pub assigned: i64,
}

impl ClientCount {
    /// How many of them the person may see: all, those that she may enter, or none.
    #[must_use]
    pub fn visible(&self, standing: &PortalStanding) -> Option<i64> {
        if standing.may(self.branch, Permission::ViewAllClients) {
            Some(self.all)
        } else {
            standing.may(self.branch, Permission::ViewAssignedClients).then_some(self.assigned)
        }
    }
}

/// The counts that one person's lists show, by branch.
pub async fn of(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
    state: &str,
) -> Result<Vec<ClientCount>, Fault> {
    read.rows(
        sql!(
            "select n.branch_id, n.clients, coalesce(o.clients, 0) from client_count n ",
            "left join client_count o on o.organisation_id = n.organisation_id and o.user_id = $2 ",
            "and o.state = n.state and o.branch_id = n.branch_id ",
            "where n.organisation_id = $1 and n.user_id = $3 and n.state = $4 order by n.branch_id"
        ),
        p![id(organisation), id(user), id(everybody()), state],
        |row| Ok(ClientCount { branch: row.id(0)?, all: row.i64(1)?, assigned: row.i64(2)? }),
    )
    .await
}

/// How many live clients each member may enter, by branch.
pub async fn of_members(
    read: &mut Read<'_>,
    organisation: OrganisationId,
) -> Result<Vec<(UserId, BranchId, i64)>, Fault> {
    read.rows(
        sql!(
            "select user_id, branch_id, clients from client_count ",
            "where organisation_id = $1 and user_id > $2 and state = 'active' order by user_id, branch_id"
        ),
        p![id(organisation), id(everybody())],
        |row| Ok((row.id(0)?, row.id(1)?, row.i64(2)?)),
    )
    .await
}

/// Whose clients of which state and branch.
pub type Place = (UserId, String, BranchId);

/// What is kept, without the counts that have gone back to nothing.
pub async fn kept(read: &mut Read<'_>, organisation: OrganisationId) -> Result<BTreeMap<Place, i64>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select user_id, state, branch_id, clients from client_count ",
                "where organisation_id = $1 and clients <> 0 order by user_id, state, branch_id"
            ),
            p![id(organisation)],
            |row| Ok(((row.id(0)?, row.text(1)?, row.id(2)?), row.i64(3)?)),
        )
        .await?;
    Ok(rows.into_iter().collect())
}

/// What the rows say.
pub async fn counted(
    read: &mut Read<'_>,
    organisation: OrganisationId,
) -> Result<BTreeMap<Place, i64>, Fault> {
    let mut rows = read
        .rows(
            sql!(
                "select state, branch_id, cast(count(*) as bigint) from client ",
                "where organisation_id = $1 group by state, branch_id order by state, branch_id"
            ),
            p![id(organisation)],
            |row| Ok(((everybody(), row.text(0)?, row.id(1)?), row.i64(2)?)),
        )
        .await?;
    let of_members = read
        .rows(
            sql!(
                "select a.user_id, c.state, c.branch_id, cast(count(*) as bigint) from client_access a ",
                "join client c on c.organisation_id = a.organisation_id and c.connection_id = a.connection_id ",
                "where a.organisation_id = $1 group by a.user_id, c.state, c.branch_id ",
                "order by a.user_id, c.state, c.branch_id"
            ),
            p![id(organisation)],
            |row| Ok(((row.id(0)?, row.text(1)?, row.id(2)?), row.i64(3)?)),
        )
        .await?;
    rows.extend(of_members);
    Ok(rows.into_iter().collect())
}
