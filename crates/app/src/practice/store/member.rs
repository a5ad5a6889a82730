//! Members, their roles, and their own rows for the chooser.

use crate::access::{BranchRole, ParentRole};
use ::store::{P, Read, Row, Sql, Tx, id, p, sql};
use kernel::{BranchId, CompanyName, EmailKey, Fault, Id as _, Moment, OrganisationId, UserId};

/// A person who joins a firm.
pub struct Joining<'j> {
    pub organisation: OrganisationId,
    pub user: UserId,
    pub name: &'j str,
    pub email: &'j str,
    pub parent: Option<ParentRole>,
    pub organisation_name: &'j str,
}

/// A new member, or one who comes back; with her own row for the chooser.
pub async fn insert_member(tx: &mut Tx<'_>, person: &Joining<'_>, now: Moment) -> Result<(), Fault> {
    let parent = person.parent.map(ParentRole::word);
    tx.exec(
        sql!(
            "insert into member (organisation_id, user_id, name, email, parent_role, joined_at) ",
            "values ($1, $2, $3, $4, $5, $6) on conflict (organisation_id, user_id) do update set ",
            "name = excluded.name, email = excluded.email, parent_role = excluded.parent_role, ",
            "joined_at = excluded.joined_at, removed_at = null"
        ),
        p![id(person.organisation), id(person.user), person.name, person.email, parent, now],
    )
    .await?;
    tx.exec(
        sql!(
            "insert into membership (user_id, tenant_id, kind, name, role, joined_at) ",
            "values ($1, $2, 'organisation', $3, $4, $5) on conflict (user_id, tenant_id) do update set ",
            "name = excluded.name, role = excluded.role, joined_at = excluded.joined_at, ended_at = null"
        ),
        p![
            id(person.user),
            id(person.organisation),
            person.organisation_name,
            parent.unwrap_or("member"),
            now
        ],
    )
    .await?;
    Ok(())
}

/// A member who has not been removed.
#[derive(Debug, Clone)]
pub struct MemberFacts {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub parent: Option<ParentRole>,
    pub joined_at: Moment,
    /// When she was last seen anywhere, by a session that is still known.
    pub seen_at: Option<Moment>,
}

fn member_facts(row: &Row<'_>) -> Result<MemberFacts, Fault> {
    let parent = row.opt_text(3)?.map(|word| word.parse::<ParentRole>()).transpose();
    Ok(MemberFacts {
        user: row.id(0)?,
        name: row.text(1)?,
        email: row.text(2)?,
        parent: parent.map_err(Fault::internal)?,
        joined_at: row.moment(4)?,
        seen_at: row.opt_moment(5)?,
    })
}

/// All members of a firm: people, so some hundreds at the most.
pub async fn members(read: &mut Read<'_>, organisation: OrganisationId) -> Result<Vec<MemberFacts>, Fault> {
    read.rows(
        sql!(
            beyond: "select m.user_id, m.name, m.email, m.parent_role, m.joined_at, ",
            "(select max(s.seen_at) from session s where s.user_id = m.user_id) from member m ",
            "where m.organisation_id = $1 and m.removed_at is null order by m.user_id"
        ),
        p![id(organisation)],
        member_facts,
    )
    .await
}

/// One member.
pub async fn member(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Option<MemberFacts>, Fault> {
    read.one(
        sql!(
            beyond: "select m.user_id, m.name, m.email, m.parent_role, m.joined_at, ",
            "(select max(s.seen_at) from session s where s.user_id = m.user_id) from member m ",
            "where m.organisation_id = $1 and m.user_id = $2 and m.removed_at is null"
        ),
        p![id(organisation), id(user)],
        member_facts,
    )
    .await
}

/// Which member an address signs in, if it does.
pub async fn member_by_address(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    address: &EmailKey,
) -> Result<Option<UserId>, Fault> {
    read.one(
        sql!(
            beyond: "select m.user_id from address a join member m on m.user_id = a.user_id ",
            "where a.email_key = $1 and m.organisation_id = $2 and m.removed_at is null"
        ),
        p![address.as_str(), id(organisation)],
        |row| row.id(0),
    )
    .await
}

/// A role in a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub branch: BranchId,
    pub user: UserId,
    pub role: BranchRole,
}

fn held(row: &Row<'_>) -> Result<Held, Fault> {
    Ok(Held { branch: row.id(0)?, user: row.id(1)?, role: row.parsed(2)? })
}

/// Every role in every branch of a firm.
pub async fn roles(read: &mut Read<'_>, organisation: OrganisationId) -> Result<Vec<Held>, Fault> {
    read.rows(
        sql!(
            "select branch_id, user_id, role from branch_member where organisation_id = $1 ",
            "order by branch_id, user_id"
        ),
        p![id(organisation)],
        held,
    )
    .await
}

/// The roles of one member.
pub async fn roles_of(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Vec<Held>, Fault> {
    read.rows(
        sql!(
            "select branch_id, user_id, role from branch_member where organisation_id = $1 and user_id = $2 ",
            "order by branch_id"
        ),
        p![id(organisation), id(user)],
        held,
    )
    .await
}

/// How many Super Admins a firm has.
pub async fn super_admins(read: &mut Read<'_>, organisation: OrganisationId) -> Result<i64, Fault> {
    let counted = read
        .one(
            sql!(
                "select cast(count(*) as bigint) from member where organisation_id = $1 ",
                "and parent_role = 'super_admin' and removed_at is null"
            ),
            p![id(organisation)],
            |row| row.i64(0),
        )
        .await?;
    Ok(counted.unwrap_or(0))
}

/// Gives a member one role in each branch, replacing what she had there.
pub async fn give_roles(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    user: UserId,
    (branches, role): (&[BranchId], BranchRole),
    now: Moment,
) -> Result<(), Fault> {
    let give = sql!(
        "insert into branch_member (organisation_id, branch_id, user_id, role, joined_at) ",
        "values ($1, $2, $3, $4, $5) on conflict (organisation_id, branch_id, user_id) do update set ",
        "role = excluded.role"
    );
    let params: Vec<[P<'_>; 5]> = branches
        .iter()
        .map(|branch| [id(organisation), id(*branch), id(user), P::T(role.word()), P::from(now)])
        .collect();
    let batch: Vec<(&Sql, &[P<'_>])> = params.iter().map(|row| (give, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// Takes a member out of branches.
pub async fn leave_branches(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    user: UserId,
    branches: &[BranchId],
) -> Result<(), Fault> {
    let leave =
        sql!("delete from branch_member where organisation_id = $1 and branch_id = $2 and user_id = $3");
    let params: Vec<[P<'_>; 3]> =
        branches.iter().map(|branch| [id(organisation), id(*branch), id(user)]).collect();
    let batch: Vec<(&Sql, &[P<'_>])> = params.iter().map(|row| (leave, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// Takes a person out of the firm: her member row stays as history, and opens nothing.
pub async fn remove_member(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    user: UserId,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec_all(&[
        (
            sql!(
                "update member set removed_at = $3, parent_role = null where organisation_id = $1 and user_id = $2"
            ),
            p![id(organisation), id(user), now],
        ),
        (
            sql!("delete from branch_member where organisation_id = $1 and user_id = $2"),
            p![id(organisation), id(user)],
        ),
        (
            sql!("update membership set ended_at = $3 where user_id = $1 and tenant_id = $2"),
            p![id(user), id(organisation), now],
        ),
    ])
    .await
}

/// Sets a member's firm-wide role, in the firm and in her chooser.
pub async fn set_parent_role(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    user: UserId,
    role: Option<ParentRole>,
) -> Result<(), Fault> {
    tx.exec_all(&[
        (
            sql!("update member set parent_role = $3 where organisation_id = $1 and user_id = $2"),
            p![id(organisation), id(user), role.map(ParentRole::word)],
        ),
        (
            sql!("update membership set role = $3 where user_id = $1 and tenant_id = $2"),
            p![id(user), id(organisation), role.map_or("member", ParentRole::word)],
        ),
    ])
    .await
}

/// Puts the firm's new name into the chooser of each member.
pub async fn rename_in_choosers(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    members: &[MemberFacts],
    name: &CompanyName,
) -> Result<(), Fault> {
    members.iter().for_each(|member| tx.name(member.user.bytes()));
    let rename = sql!("update membership set name = $3 where user_id = $1 and tenant_id = $2");
    let params: Vec<[P<'_>; 3]> =
        members.iter().map(|member| [id(member.user), id(organisation), P::T(name.as_str())]).collect();
    let batch: Vec<(&Sql, &[P<'_>])> = params.iter().map(|row| (rename, row.as_slice())).collect();
    tx.exec_all(&batch).await
}
