//! Standing, read in the transaction that uses it. One statement per kind of tenant.

use crate::access::{BooksStanding, BranchRole, ParentRole, PortalStanding, Preset, Via};
use ::store::{Read, id, p, sql};
use kernel::{BooksId, BranchId, ConnectionId, Fault, Moment, OrganisationId, SessionId, UserId};

/// A session, or the token that stands in for one, idles out after an hour. So does a visit.
pub const IDLE_SECONDS: i64 = 3_600;
/// A session ends after a day, whatever happens.
pub const SIGNED_IN_HOURS: i64 = 24;

/// A session lives that began after the first and was seen after the second of these.
pub fn alive_after(now: Moment) -> (Moment, Moment) {
    (now.plus_seconds(-SIGNED_IN_HOURS * 3_600), now.plus_seconds(-IDLE_SECONDS))
}

/// That the sign-in through which somebody acts has not been ended in this very snapshot: whoever was
/// signed out a moment ago neither reads nor changes anything any more. Time-outs are judged when the
/// request comes in, at the same instant.
macro_rules! not_ended {
    ($user:literal, $sign_in:literal) => {
        concat!(
            "(exists (select 1 from session s where s.user_id = ",
            $user,
            " and s.session_id = ",
            $sign_in,
            " and s.ended_at is null) or exists (select 1 from api_token t where t.user_id = ",
            $user,
            " and t.token_id = ",
            $sign_in,
            " and t.ended_at is null)) "
        )
    };
}

/// Whether a sign-in of the person has not been ended.
pub async fn is_signed_in(read: &mut Read<'_>, user: UserId, sign_in: SessionId) -> Result<bool, Fault> {
    let found = read
        .one(
            sql!(
                "select user_id from person where user_id = $1 and disabled_at is null and ",
                not_ended!("$1", "$2")
            ),
            p![id(user), id(sign_in)],
            |_| Ok(()),
        )
        .await?;
    Ok(found.is_some())
}

/// What a person is in a firm; `None` when she does not belong to it, or is signed in no longer.
pub async fn portal(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    (user, sign_in): (UserId, SessionId),
) -> Result<Option<PortalStanding>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select m.parent_role, b.branch_id, b.role from member m ",
                "left join branch_member b on b.organisation_id = m.organisation_id and b.user_id = m.user_id ",
                "where m.organisation_id = $1 and m.user_id = $2 and m.removed_at is null and ",
                not_ended!("$2", "$3"),
                "order by b.branch_id"
            ),
            p![id(organisation), id(user), id(sign_in)],
            |row| {
                let parent = row.opt_text(0)?.map(|word| word.parse::<ParentRole>()).transpose();
                let role = row.opt_text(2)?.map(|word| word.parse::<BranchRole>()).transpose();
                Ok((
                    parent.map_err(Fault::internal)?,
                    row.opt_id::<BranchId>(1)?.zip(role.map_err(Fault::internal)?),
                ))
            },
        )
        .await?;
    Ok(rows.first().map(|(parent, _)| PortalStanding {
        parent: *parent,
        branches: rows.iter().filter_map(|(_, branch)| *branch).collect(),
    }))
}

/// A client of a firm, as far as access needs it.
pub struct ClientFacts {
    pub branch: BranchId,
    pub books: BooksId,
    pub is_live: bool,
    pub is_assigned: bool,
}

/// The firm's row of a connection.
pub async fn client(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    connection: ConnectionId,
    user: UserId,
) -> Result<Option<ClientFacts>, Fault> {
    read.one(
        sql!(
            "select c.branch_id, c.books_id, c.state, a.kind from client c ",
            "left join client_access a on a.organisation_id = c.organisation_id ",
            "and a.connection_id = c.connection_id and a.user_id = $3 ",
            "where c.organisation_id = $1 and c.connection_id = $2"
        ),
        p![id(organisation), id(connection), id(user)],
        |row| {
            Ok(ClientFacts {
                branch: row.id(0)?,
                books: row.id(1)?,
                is_live: row.text(2)? == "active",
                is_assigned: row.opt_text(3)?.is_some(),
            })
        },
    )
    .await
}

/// One way in which a person may stand in books.
pub struct Way {
    pub standing: BooksStanding,
    pub has_live_visit: bool,
}

/// All ways in which a person stands in books at this instant, her own membership first; none when she
/// is signed in no longer.
pub async fn books(
    read: &mut Read<'_>,
    books: BooksId,
    (user, sign_in): (UserId, SessionId),
    now: Moment,
) -> Result<Vec<Way>, Fault> {
    read.rows(
        sql!(
            "select cast(0 as bigint) as way, preset, null as highest, null as ends_at, null as connection_id, ",
            "null as organisation_id, null as branch_id, null as visit_id from books_member ",
            "where books_id = $1 and user_id = $2 and removed_at is null and ",
            not_ended!("$2", "$3"),
            "union all ",
            "select cast(1 as bigint), a.preset, c.preset, a.ends_at, c.connection_id, c.organisation_id, c.branch_id, v.visit_id ",
            "from assignment a ",
            "join connection c on c.books_id = a.books_id and c.connection_id = a.connection_id ",
            "join member m on m.organisation_id = c.organisation_id and m.user_id = a.user_id ",
            "left join visit v on v.books_id = a.books_id and v.user_id = a.user_id and v.session_id = $3 ",
            "and v.connection_id = a.connection_id and v.epoch = c.epoch and v.closed_at is null ",
            "and v.expires_at > $4 and v.seen_at > $5 ",
            "where a.books_id = $1 and a.user_id = $2 and a.removed_at is null and c.state = 'active' ",
            "and m.removed_at is null and (a.ends_at is null or a.ends_at > $4) ",
            // Whoever left the branch has left its clients, whatever her assignment says.
            "and (m.parent_role in ('super_admin', 'viewer') or exists (select 1 from branch_member b ",
            "where b.organisation_id = c.organisation_id and b.branch_id = c.branch_id and b.user_id = a.user_id)) and ",
            not_ended!("$2", "$3"),
            "order by 1, 5"
        ),
        p![id(books), id(user), id(sign_in), now, now.plus_seconds(-IDLE_SECONDS)],
        |row| {
            let preset: Preset = row.parsed(1)?;
            if row.i64(0)? == 0 {
                return Ok(Way { standing: BooksStanding::Member(preset), has_live_visit: false });
            }
            let visit = row.opt_id(7)?;
            let via = Via { connection: row.id(4)?, organisation: row.id(5)?, branch: row.id(6)?, visit };
            let standing = BooksStanding::Delegate {
                assigned: preset,
                highest: row.parsed(2)?,
                ends_at: row.opt_moment(3)?,
                via,
            };
            Ok(Way { standing, has_live_visit: visit.is_some() })
        },
    )
    .await
}
