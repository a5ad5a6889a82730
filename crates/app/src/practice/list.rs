//! The firm's branches and settings, as pages and programs ask for them.

use crate::access::{OrganisationHandle, Permission, PortalStanding};
use crate::clients::counts::store::{self as counts, ClientCount};
use crate::door::{Door, Query};
use crate::practice::store::{self, BranchFacts, Held};
use kernel::{BranchId, Country, Currency, Moment, OrganisationId, Refusal, UserId};

/// Where a branch's address stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchAddress {
    /// The address that routes invitations now.
    pub confirmed: Option<String>,
    /// The address whose mailbox has not answered.
    pub waiting: Option<WaitingAddress>,
}

/// An address whose mailbox has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingAddress {
    /// The address.
    pub email: String,
    /// When its mailbox was asked last.
    pub sent_at: Moment,
    /// Who named it.
    pub asked_by: String,
}

fn address(facts: &BranchFacts) -> BranchAddress {
    BranchAddress {
        confirmed: facts.confirmed_at.map(|_| facts.address.email.clone()),
        waiting: facts.waiting().map(|waiting| WaitingAddress {
            email: waiting.email.clone(),
            sent_at: facts.sent_at,
            asked_by: facts.asked_by.clone(),
        }),
    }
}

/// The branches of a firm that the person may see.
pub struct Branches {
    /// The firm.
    pub organisation: OrganisationId,
}

/// A branch in a list.
#[derive(Debug, Clone)]
pub struct BranchRow {
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub name: String,
    /// Where its address stands.
    pub address: BranchAddress,
    /// Where it is.
    pub country: Country,
    /// What it is billed in.
    pub currency: Currency,
    /// How many members have a role in it.
    pub members: i64,
    /// How many live clients of it the person may see.
    pub clients: i64,
    /// Whether the person may change it.
    pub may_update: bool,
}

impl Query for Branches {
    type Output = Vec<BranchRow>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<BranchRow>, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let organisation = firm.organisation(door.read());
        let (branches, held) = (
            store::branches(door.read(), organisation).await?,
            store::roles(door.read(), organisation).await?,
        );
        let clients = counts::of(door.read(), organisation, firm.user(), "active").await?;
        let standing = firm.standing();
        let row = |facts: BranchFacts| BranchRow {
            members: count(&held, facts.branch),
            clients: visible_clients(standing, &clients, facts.branch),
            may_update: standing.may(facts.branch, Permission::UpdateBranch),
            address: address(&facts),
            branch: facts.branch,
            name: facts.name,
            country: facts.country,
            currency: facts.currency,
        };
        Ok(branches.into_iter().filter(|facts| standing.sees(facts.branch)).map(row).collect())
    }
}

fn count(held: &[Held], branch: BranchId) -> i64 {
    held.iter().filter(|held| held.branch == branch).map(|_| 1).sum()
}

/// How many of a branch's live clients a person may see.
pub(super) fn visible_clients(standing: &PortalStanding, counts: &[ClientCount], branch: BranchId) -> i64 {
    let count = counts.iter().find(|count| count.branch == branch);
    count.and_then(|count| count.visible(standing)).unwrap_or(0)
}

/// One branch's settings.
pub struct BranchSettings {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch.
    pub branch: BranchId,
}

/// What the page of a branch's settings shows.
#[derive(Debug, Clone)]
pub struct BranchDetails {
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub country: Country,
    /// What it is billed in; permanent.
    pub currency: Currency,
    /// Where its address stands.
    pub address: BranchAddress,
    /// Whether the person may change it.
    pub may_update: bool,
    /// Who could, for the hint on a closed form.
    pub ask: Option<String>,
}

impl Query for BranchSettings {
    type Output = BranchDetails;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<BranchDetails, Refusal> {
        let handle = door.branch(self.organisation, self.branch, Permission::ViewOrganisation).await?;
        let organisation = handle.organisation(door.read());
        let facts =
            store::branch(door.read(), organisation, handle.branch()).await?.ok_or(Refusal::NotFound)?;
        let may_update = handle.standing().may(facts.branch, Permission::UpdateBranch);
        let ask =
            if may_update { None } else { first_super_admin(door, organisation, handle.user()).await? };
        Ok(BranchDetails {
            address: address(&facts),
            branch: facts.branch,
            name: facts.name,
            country: facts.country,
            currency: facts.currency,
            may_update,
            ask,
        })
    }
}

/// The firm's own settings.
pub struct OrganisationSettings {
    /// The firm.
    pub organisation: OrganisationId,
}

/// What the page of a firm's settings shows.
#[derive(Debug, Clone)]
pub struct OrganisationDetails {
    /// Its name, as clients read it.
    pub name: String,
    /// Where it is.
    pub country: Country,
    /// Whether the person may change it.
    pub may_update: bool,
    /// Whether the person may add a branch.
    pub may_add_branch: bool,
    /// Who could, for the hint on a closed form.
    pub ask: Option<String>,
}

impl Query for OrganisationSettings {
    type Output = OrganisationDetails;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<OrganisationDetails, Refusal> {
        let firm: OrganisationHandle =
            door.somewhere(self.organisation, Permission::ViewOrganisation).await?;
        let organisation = firm.organisation(door.read());
        let facts = store::organisation(door.read(), organisation).await?.ok_or(Refusal::NotFound)?;
        let may_update = firm.standing().may_everywhere(Permission::UpdateBranch);
        let ask = if may_update { None } else { first_super_admin(door, organisation, firm.user()).await? };
        Ok(OrganisationDetails {
            name: facts.name,
            country: facts.country,
            may_update,
            may_add_branch: firm.standing().may_everywhere(Permission::AddBranch),
            ask,
        })
    }
}

/// Somebody who may do everything in the firm, other than the person who asks.
pub(super) async fn first_super_admin(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    reader: UserId,
) -> Result<Option<String>, Refusal> {
    let members = store::members(door.read(), organisation).await?;
    let able = |member: &&store::MemberFacts| {
        member.parent == Some(crate::access::ParentRole::SuperAdmin) && member.user != reader
    };
    Ok(members.iter().find(able).map(|member| member.name.clone()))
}
