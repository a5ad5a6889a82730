//! A branch's mailbox answers. Whoever reads it may confirm, signed in or not: the link proves it.

use crate::Tenant;
use crate::door::{Command, Door, Query, Work};
use crate::invitations;
use crate::keys::{Purpose, hash_of};
use crate::links::{self, LinkState};
use crate::practice::create_branch::LINK_SECONDS;
use crate::practice::events::PracticeEvent;
use crate::practice::store;
use kernel::{BranchId, EmailAddress, Id as _, Moment, OrganisationId, Refusal};
use serde::{Deserialize, Serialize};

/// What a link to a branch's mailbox is about. Opening it changes nothing.
pub struct BranchToConfirm {
    /// The secret from the link.
    pub secret: String,
}

/// What the page of such a link shows.
#[derive(Debug, Clone)]
pub struct ConfirmingBranch {
    /// The firm.
    pub organisation: OrganisationId,
    /// The firm's name.
    pub organisation_name: String,
    /// The branch.
    pub branch: BranchId,
    /// The branch's name.
    pub branch_name: String,
    /// The address that waits for its mailbox, or the confirmed one when none waits.
    pub address: String,
    /// Who named the address.
    pub asked_by: String,
    /// When the link that was sent last ends.
    pub until: Moment,
    /// Where the link stands.
    pub state: LinkState,
}

/// A branch whose address is to be confirmed, with the link that proves the mailbox.
pub struct Confirming {
    organisation: OrganisationId,
    branch: BranchId,
    facts: store::BranchFacts,
}

async fn find(door: &mut Door<'_, '_>, secret: &str) -> Result<(Confirming, LinkState), Refusal> {
    let now = door.now;
    let link = links::find(door.read(), Purpose::ConfirmBranch, secret, now).await?;
    let link = link.ok_or(Refusal::NotFound)?;
    let (organisation, branch) = (OrganisationId::from_bytes(link.tenant), link.subject());
    let facts = store::branch(door.read(), organisation, branch).await?.ok_or(Refusal::NotFound)?;
    // An address taken back after the link was sent leaves the link with nothing to confirm.
    let state = match link.state {
        LinkState::Live if facts.waiting().is_none() => LinkState::Withdrawn,
        state => state,
    };
    Ok((Confirming { organisation, branch, facts }, state))
}

impl Query for BranchToConfirm {
    type Output = ConfirmingBranch;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<ConfirmingBranch, Refusal> {
        let (found, state) = find(door, &self.secret).await?;
        let firm = store::organisation(door.read(), found.organisation).await?.ok_or(Refusal::NotFound)?;
        let address = found.facts.waiting().unwrap_or(&found.facts.address).email.clone();
        Ok(ConfirmingBranch {
            organisation: found.organisation,
            organisation_name: firm.name,
            branch: found.branch,
            branch_name: found.facts.name,
            until: found.facts.sent_at.plus_seconds(LINK_SECONDS),
            address,
            asked_by: found.facts.asked_by,
            state,
        })
    }
}

/// Confirms the address: from now on it routes invitations, and one given before is released.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmBranch {
    /// The secret from the link.
    pub secret: String,
}

/// Whose address is confirmed now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BranchConfirmed {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch.
    pub branch: BranchId,
}

impl Command for ConfirmBranch {
    const NAME: &'static str = "confirm_branch";
    type Handle = Confirming;
    type Output = BranchConfirmed;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let now = door.now;
        let link = links::find(door.read(), Purpose::ConfirmBranch, &self.secret, now).await?;
        let link = link.ok_or(Refusal::NotFound)?;
        let organisation = OrganisationId::from_bytes(link.tenant);
        let mut tenants = vec![organisation.into()];
        let facts = store::branch(door.read(), organisation, link.subject()).await?;
        // The companies whose invitations wait at the address: each reads in its log whom it reached.
        if let Some(address) = facts.as_ref().and_then(|facts| facts.waiting()) {
            let key = EmailAddress::parse(&address.email).map_err(kernel::Fault::internal)?;
            tenants.extend(invitations::tenants_waiting(door, key.key()).await?);
        }
        Ok(tenants)
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Confirming, Refusal> {
        let (found, state) = find(door, &self.secret).await?;
        state.usable()?;
        Ok(found)
    }

    async fn apply(&self, found: &Confirming, work: &mut Work<'_, '_>) -> Result<BranchConfirmed, Refusal> {
        let Confirming { organisation, branch, facts } = found;
        let waiting = facts.waiting().ok_or(Refusal::NotFound)?;
        let now = work.now;
        if !store::take_address(work.tx(), (*organisation, *branch), &waiting.key).await? {
            return Err(Refusal::conflict(
                "branch_address_taken",
                "Another branch has this address already. Choose another one in the branch's settings.",
            ));
        }
        if facts.address.key != waiting.key {
            store::release_address(work.tx(), (*organisation, *branch), &facts.address.key).await?;
        }
        links::use_up(work.tx(), &hash_of(&self.secret), now).await?;
        store::confirm_address(work.tx(), (*organisation, *branch), waiting, now).await?;
        let key = EmailAddress::parse(&waiting.email).map_err(kernel::Fault::internal)?;
        invitations::route_waiting(work, (*organisation, *branch), key.key()).await?;
        work.record(&PracticeEvent::AddressConfirmed {
            organisation: *organisation,
            branch: *branch,
            email: &waiting.email,
            released: facts.confirmed_at.map(|_| facts.address.email.as_str()),
        });
        Ok(BranchConfirmed { organisation: *organisation, branch: *branch })
    }
}
