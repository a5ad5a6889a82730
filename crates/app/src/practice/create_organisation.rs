//! A person signs up a firm and becomes its Super Admin.

use crate::Tenant;
use crate::access::{Mine, ParentRole};
use crate::door::{Command, Door, Work};
use crate::practice::events::PracticeEvent;
use crate::practice::store;
use kernel::{CompanyName, Country, OrganisationId, Refusal};
use serde::{Deserialize, Serialize};

/// Signs up a firm.
#[derive(Debug, Clone, Serialize)]
pub struct CreateOrganisation {
    /// The firm's name.
    pub name: CompanyName,
    /// Where it is.
    pub country: Country,
}

/// The new firm.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OrganisationCreated {
    /// Its id.
    pub organisation: OrganisationId,
}

impl Command for CreateOrganisation {
    const NAME: &'static str = "create_organisation";
    type Handle = Mine;
    type Output = OrganisationCreated;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![door.user()?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Mine, Refusal> {
        door.mine().await
    }

    async fn apply(&self, mine: &Mine, work: &mut Work<'_, '_>) -> Result<OrganisationCreated, Refusal> {
        let organisation: OrganisationId = work.id();
        let founder = mine.user(work.tx());
        work.found(organisation.into()).await?;
        let now = work.now;
        store::insert_organisation(work.tx(), organisation, self, now).await?;
        let person = store::Joining {
            organisation,
            user: founder,
            name: work.actor.name(),
            email: work.actor.email(),
            parent: Some(ParentRole::SuperAdmin),
            organisation_name: self.name.as_str(),
        };
        store::insert_member(work.tx(), &person, now).await?;
        work.record(&PracticeEvent::OrganisationCreated {
            organisation,
            founder,
            name: self.name.as_str(),
            country: self.country.code(),
        });
        Ok(OrganisationCreated { organisation })
    }
}
