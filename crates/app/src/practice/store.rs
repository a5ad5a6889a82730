//! The firm's tables.

use crate::access::ParentRole;
use crate::practice::CreateOrganisation;
use ::store::{Tx, id, p, sql};
use kernel::{Fault, Moment, OrganisationId, UserId};

/// A new firm. The tenant is founded in the same transaction: nobody else can know it yet.
pub async fn insert_organisation(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    new: &CreateOrganisation,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into organisation (organisation_id, name, name_folded, country, created_at) ",
            "values ($1, $2, $3, $4, $5)"
        ),
        p![id(organisation), new.name.as_str(), &new.name.folded(), new.country.code(), now],
    )
    .await?;
    Ok(())
}

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
