//! Figures about clients that the frame and the lists of a firm show.

use ::store::{Read, id, p, sql};
use kernel::{BranchId, ConnectionId, Fault, Moment, OrganisationId, UserId};

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
