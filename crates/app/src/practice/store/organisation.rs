//! Firms.

use crate::practice::CreateOrganisation;
use ::store::{Read, Tx, id, p, sql};
use kernel::{CompanyName, Country, Fault, Moment, OrganisationId};

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

/// A firm, as its settings know it.
pub struct OrganisationFacts {
    pub name: String,
    pub country: Country,
}

/// The firm.
pub async fn organisation(
    read: &mut Read<'_>,
    organisation: OrganisationId,
) -> Result<Option<OrganisationFacts>, Fault> {
    read.one(
        sql!("select name, country from organisation where organisation_id = $1"),
        p![id(organisation)],
        |row| Ok(OrganisationFacts { name: row.text(0)?, country: row.parsed(1)? }),
    )
    .await
}

/// Its name and country change.
pub async fn update_organisation(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    name: &CompanyName,
    country: Country,
) -> Result<(), Fault> {
    tx.exec(
        sql!("update organisation set name = $2, name_folded = $3, country = $4 where organisation_id = $1"),
        p![id(organisation), name.as_str(), &name.folded(), country.code()],
    )
    .await?;
    Ok(())
}
