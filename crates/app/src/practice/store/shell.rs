//! Figures about clients that the frame and the lists of a firm show.

use ::store::{Read, id, p, sql};
use kernel::{BranchId, ConnectionId, Fault, Moment, OrganisationId, UserId};

/// Live clients of a branch: all, and those that the person is assigned to.
#[derive(Debug, Clone, Copy)]
pub struct ClientCount {
    pub branch: BranchId,
    pub all: i64,
    pub assigned: i64,
}

/// Live clients by branch.
pub async fn client_counts(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Vec<ClientCount>, Fault> {
    read.rows(
        sql!(
            "select c.branch_id, cast(count(*) as bigint), cast(count(a.connection_id) as bigint) from client c ",
            "left join client_access a on a.organisation_id = c.organisation_id ",
            "and a.connection_id = c.connection_id and a.user_id = $2 ",
            "where c.organisation_id = $1 and c.state = 'active' group by c.branch_id order by c.branch_id"
        ),
        p![id(organisation), id(user)],
        |row| Ok(ClientCount { branch: row.id(0)?, all: row.i64(1)?, assigned: row.i64(2)? }),
    )
    .await
}

/// Client invitations that wait: for a branch, or for a person when there is no branch.
#[derive(Debug, Clone, Copy)]
pub struct WaitingCount {
    pub branch: Option<BranchId>,
    pub person: Option<UserId>,
    pub waiting: i64,
}

/// Waiting client invitations by addressee.
pub async fn waiting_counts(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    now: Moment,
) -> Result<Vec<WaitingCount>, Fault> {
    read.rows(
        sql!(
            "select branch_id, person_id, cast(count(*) as bigint) from client_invitation ",
            "where organisation_id = $1 and state = 'pending' and expires_at > $2 ",
            "group by branch_id, person_id order by branch_id, person_id"
        ),
        p![id(organisation), now],
        |row| Ok(WaitingCount { branch: row.opt_id(0)?, person: row.opt_id(1)?, waiting: row.i64(2)? }),
    )
    .await
}

/// A client that a member may open.
#[derive(Debug, Clone)]
pub struct Reachable {
    pub connection: ConnectionId,
    pub branch: BranchId,
    pub name: String,
}

/// The live clients that one member is assigned to, by name.
pub async fn clients_of(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
    now: Moment,
) -> Result<Vec<Reachable>, Fault> {
    read.rows(
        sql!(
            "select c.connection_id, c.branch_id, c.name from client_access a ",
            "join client c on c.organisation_id = a.organisation_id and c.connection_id = a.connection_id ",
            "where a.organisation_id = $1 and a.user_id = $2 and c.state = 'active' ",
            "and (a.ends_at is null or a.ends_at > $3) order by c.name_folded, c.connection_id"
        ),
        p![id(organisation), id(user), now],
        |row| Ok(Reachable { connection: row.id(0)?, branch: row.id(1)?, name: row.text(2)? }),
    )
    .await
}

/// How many live clients each member is assigned to, by branch.
pub async fn assigned_counts(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    now: Moment,
) -> Result<Vec<(UserId, BranchId, i64)>, Fault> {
    read.rows(
        sql!(
            "select a.user_id, c.branch_id, cast(count(*) as bigint) from client_access a ",
            "join client c on c.organisation_id = a.organisation_id and c.connection_id = a.connection_id ",
            "where a.organisation_id = $1 and c.state = 'active' and (a.ends_at is null or a.ends_at > $2) ",
            "group by a.user_id, c.branch_id order by a.user_id, c.branch_id"
        ),
        p![id(organisation), now],
        |row| Ok((row.id(0)?, row.id(1)?, row.i64(2)?)),
    )
    .await
}
