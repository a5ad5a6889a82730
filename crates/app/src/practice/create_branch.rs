//! A firm opens a branch. Its address receives nothing before its mailbox has answered.

use crate::Tenant;
use crate::access::{OrganisationHandle, Permission};
use crate::door::{Command, Door, Work};
use crate::keys::{Purpose, link_hash};
use crate::mail::day_and_time;
use crate::practice::events::{AddressAsked, Occasion, Place, PracticeEvent};
use crate::practice::store;
use crate::{links, strangers};
use kernel::{BranchId, BranchName, Country, Currency, EmailAddress, OrganisationId, Refusal};
use serde::{Deserialize, Serialize};

/// How long the link to a branch's mailbox, or to a colleague's, works.
pub(super) const LINK_SECONDS: i64 = 7 * 86_400;

/// Opens a branch.
#[derive(Debug, Clone, Serialize)]
pub struct CreateBranch {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch's name.
    pub name: BranchName,
    /// Where clients send invitations, once its mailbox has confirmed.
    pub email: EmailAddress,
    /// Where it is.
    pub country: Country,
    /// What it is billed in; permanent.
    pub currency: Currency,
}

/// The new branch.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BranchCreated {
    /// Its id.
    pub branch: BranchId,
}

impl Command for CreateBranch {
    const NAME: &'static str = "create_branch";
    type Handle = OrganisationHandle;
    type Output = BranchCreated;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OrganisationHandle, Refusal> {
        door.whole_organisation(self.organisation, Permission::AddBranch).await
    }

    async fn apply(
        &self,
        handle: &OrganisationHandle,
        work: &mut Work<'_, '_>,
    ) -> Result<BranchCreated, Refusal> {
        let branch: BranchId = work.id();
        let organisation = handle.organisation(work.tx());
        let firm = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
        let (now, asker) = (work.now, work.actor.name());
        store::insert_branch(work.tx(), branch, self, asker, now).await?;
        work.record(&PracticeEvent::BranchCreated {
            organisation,
            branch,
            name: self.name.as_str(),
            email: self.email.as_str(),
            place: Place { country: self.country.code(), currency: self.currency.code() },
        });
        ask_mailbox(
            work,
            AddressAsked {
                organisation,
                branch,
                organisation_name: firm.name,
                branch_name: self.name.as_str().to_owned(),
                email: self.email.clone(),
                generation: 1,
                until: String::new(),
                occasion: Occasion::Founding,
            },
        )
        .await?;
        Ok(BranchCreated { branch })
    }
}

/// Sends a branch's address the link that only its mailbox can use; older links die by it.
pub(super) async fn ask_mailbox(work: &mut Work<'_, '_>, asked: AddressAsked) -> Result<(), Refusal> {
    let (now, until) = (work.now, work.now.plus_seconds(LINK_SECONDS));
    strangers::count(work.tx(), asked.email.key(), now).await?;
    let hash = link_hash(&work.core().keys, Purpose::ConfirmBranch, asked.branch, asked.generation);
    let about = (asked.organisation.into(), asked.branch);
    links::insert(work.tx(), &hash, Purpose::ConfirmBranch, about, asked.generation, until).await?;
    work.record(&PracticeEvent::AddressAsked(AddressAsked { until: day_and_time(until), ..asked }));
    Ok(())
}
