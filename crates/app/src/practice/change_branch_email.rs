//! A branch gets another address: the present one works until the new mailbox has answered.

use crate::Tenant;
use crate::access::{BranchHandle, Permission};
use crate::door::{Command, Door, Work};
use crate::practice::create_branch::ask_mailbox;
use crate::practice::events::{AddressAsked, Occasion};
use crate::practice::store;
use kernel::{BranchId, EmailAddress, OrganisationId, Refusal};
use serde::Serialize;

/// Names another address for a branch.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeBranchEmail {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch.
    pub branch: BranchId,
    /// The new address.
    pub email: EmailAddress,
}

/// Sends the link to the waiting address once more; the link sent before dies.
#[derive(Debug, Clone, Serialize)]
pub struct ResendBranchConfirmation {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch.
    pub branch: BranchId,
}

impl Command for ChangeBranchEmail {
    const NAME: &'static str = "change_branch_email";
    type Handle = BranchHandle;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<BranchHandle, Refusal> {
        door.branch(self.organisation, self.branch, Permission::UpdateBranch).await
    }

    async fn apply(&self, handle: &BranchHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let at = (handle.organisation(work.tx()), handle.branch());
        let branch = store::branch(work.tx(), at.0, at.1).await?.ok_or(Refusal::NotFound)?;
        if branch.confirmed_at.is_some() && branch.address.email == self.email.as_str() {
            return Err(Refusal::rule("branch_address_same", "This is the branch's address already."));
        }
        ask_again(work, at, branch, self.email.clone(), Occasion::Change).await
    }
}

impl Command for ResendBranchConfirmation {
    const NAME: &'static str = "resend_branch_confirmation";
    type Handle = BranchHandle;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<BranchHandle, Refusal> {
        door.branch(self.organisation, self.branch, Permission::UpdateBranch).await
    }

    async fn apply(&self, handle: &BranchHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let at = (handle.organisation(work.tx()), handle.branch());
        let branch = store::branch(work.tx(), at.0, at.1).await?.ok_or(Refusal::NotFound)?;
        let Some(waiting) = branch.waiting() else {
            return Err(Refusal::conflict("branch_address_confirmed", "The address is confirmed already."));
        };
        let email = EmailAddress::parse(&waiting.email).map_err(kernel::Fault::internal)?;
        ask_again(work, at, branch, email, Occasion::Again).await
    }
}

async fn ask_again(
    work: &mut Work<'_, '_>,
    (organisation, branch): (OrganisationId, BranchId),
    facts: store::BranchFacts,
    email: EmailAddress,
    occasion: Occasion,
) -> Result<(), Refusal> {
    let firm = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
    let (now, asker) = (work.now, work.actor.name());
    let asking = store::Asking { email: &email, asker, generation: facts.generation + 1 };
    match facts.confirmed_at {
        Some(_) => store::set_pending_address(work.tx(), (organisation, branch), &asking, now).await?,
        // Nothing works yet, so nothing has to go on working.
        None => store::replace_address(work.tx(), (organisation, branch), &asking, now).await?,
    }
    ask_mailbox(
        work,
        AddressAsked {
            organisation,
            branch,
            organisation_name: firm.name,
            branch_name: facts.name,
            email: email.clone(),
            generation: facts.generation + 1,
            until: String::new(),
            occasion,
        },
    )
    .await
}
