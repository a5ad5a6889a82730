//! A branch's name and country change. Its currency never does.

use crate::Tenant;
use crate::access::{BranchHandle, Permission};
use crate::clients::branch_renamed;
use crate::door::{Command, Door, Work};
use crate::practice::events::{PracticeEvent, Was};
use crate::practice::store;
use kernel::{BranchId, BranchName, Country, OrganisationId, Refusal};
use serde::Serialize;

/// Changes a branch's name and country.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateBranch {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub name: BranchName,
    /// Where it is.
    pub country: Country,
}

impl Command for UpdateBranch {
    const NAME: &'static str = "update_branch";
    type Handle = BranchHandle;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<BranchHandle, Refusal> {
        door.branch(self.organisation, self.branch, Permission::UpdateBranch).await
    }

    async fn apply(&self, handle: &BranchHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = handle.organisation(work.tx());
        let branch = handle.branch();
        let was = store::branch(work.tx(), organisation, branch).await?.ok_or(Refusal::NotFound)?;
        if was.name == self.name.as_str() && was.country == self.country {
            return Ok(());
        }
        store::update_branch(work.tx(), (organisation, branch), &self.name, self.country).await?;
        if was.name != self.name.as_str() {
            branch_renamed(work, (organisation, branch), self.name.as_str()).await?;
        }
        work.record(&PracticeEvent::BranchUpdated {
            organisation,
            branch,
            name: Was { was: &was.name, now: self.name.as_str() },
            country: Was { was: was.country.code(), now: self.country.code() },
        });
        Ok(())
    }
}
