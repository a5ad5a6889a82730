//! A firm's own name and country change.

use crate::Tenant;
use crate::access::{OrganisationHandle, Permission};
use crate::clients::firm_renamed;
use crate::door::{Command, Door, Work};
use crate::practice::events::{PracticeEvent, Was};
use crate::practice::store;
use kernel::{CompanyName, Country, OrganisationId, Refusal};
use serde::Serialize;

/// Changes a firm's name and country.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateOrganisation {
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name, as clients read it.
    pub name: CompanyName,
    /// Where it is.
    pub country: Country,
}

impl Command for UpdateOrganisation {
    const NAME: &'static str = "update_organisation";
    type Handle = OrganisationHandle;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OrganisationHandle, Refusal> {
        door.whole_organisation(self.organisation, Permission::UpdateBranch).await
    }

    async fn apply(&self, handle: &OrganisationHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = handle.organisation(work.tx());
        let was = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
        if was.name == self.name.as_str() && was.country == self.country {
            return Ok(());
        }
        store::update_organisation(work.tx(), organisation, &self.name, self.country).await?;
        // Every member's chooser shows a copy of the name. It is no state of theirs: no lock, no leaf.
        let members = store::members(work.tx(), organisation).await?;
        store::rename_in_choosers(work.tx(), organisation, &members, &self.name).await?;
        firm_renamed(work, organisation, self.name.as_str()).await?;
        work.record(&PracticeEvent::OrganisationUpdated {
            organisation,
            name: Was { was: &was.name, now: self.name.as_str() },
            country: Was { was: was.country.code(), now: self.country.code() },
        });
        Ok(())
    }
}
