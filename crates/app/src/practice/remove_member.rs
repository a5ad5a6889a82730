//! A member leaves branches, or the firm. Her access ends with this commit: it is asked for anew on
//! every request.

use crate::Tenant;
use crate::access::{OrganisationHandle, ParentRole, Permission};
use crate::door::{Command, Door, Work};
use crate::practice::invite_member::{in_each, named};
use crate::practice::roles;
use crate::practice::store::{self, Held, MemberFacts};
use crate::practice::team_events::{Member, TeamEvent};
use kernel::{BranchId, OrganisationId, Refusal, UserId};
use serde::Serialize;

/// Takes a member out of branches; she stays in the firm.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveFromBranches {
    /// The firm.
    pub organisation: OrganisationId,
    /// The member.
    pub member: UserId,
    /// The branches she leaves.
    pub branches: Vec<BranchId>,
}

/// Takes a member out of the firm.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveMember {
    /// The firm.
    pub organisation: OrganisationId,
    /// The member.
    pub member: UserId,
}

/// A member with her roles, whom the actor may remove.
pub struct Leaving {
    pub(super) firm: OrganisationHandle,
    pub(super) member: MemberFacts,
    held: Vec<Held>,
}

async fn leaving(
    door: &mut Door<'_, '_>,
    firm: OrganisationHandle,
    organisation: OrganisationId,
    member: UserId,
) -> Result<Leaving, Refusal> {
    let facts = store::member(door.read(), organisation, member).await?.ok_or(Refusal::NotFound)?;
    let held = store::roles_of(door.read(), organisation, member).await?;
    Ok(Leaving { firm, member: facts, held })
}

/// The tenants of a command about a member. Whoever is no member is not found before anything else is asked, so
/// that the answer never tells whether such a person exists elsewhere.
pub(super) async fn firm_and_member(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    member: UserId,
) -> Result<Vec<Tenant>, Refusal> {
    door.name(organisation);
    store::member(door.read(), organisation, member).await?.ok_or(Refusal::NotFound)?;
    Ok(vec![organisation.into(), member.into()])
}

/// Refuses what would leave a firm without a Super Admin.
pub(super) async fn keep_a_super_admin(
    work: &mut Work<'_, '_>,
    organisation: OrganisationId,
    leaving: Option<ParentRole>,
) -> Result<(), Refusal> {
    if leaving != Some(ParentRole::SuperAdmin) || store::super_admins(work.tx(), organisation).await? > 1 {
        return Ok(());
    }
    Err(Refusal::rule(
        "last_super_admin",
        "A firm needs a Super Admin. Make somebody else Super Admin first.",
    ))
}

impl Command for RemoveFromBranches {
    const NAME: &'static str = "remove_from_branches";
    type Handle = Leaving;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        firm_and_member(door, self.organisation, self.member).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Leaving, Refusal> {
        let needed = Permission::RemoveTeamMembers;
        let firm = in_each(door, self.organisation, &self.branches, needed).await?;
        leaving(door, firm, self.organisation, self.member).await
    }

    async fn apply(&self, leaving: &Leaving, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = leaving.firm.organisation(work.tx());
        let branches = named(work, organisation, &self.branches).await?;
        for (branch, _) in &branches.0 {
            let held = leaving.held.iter().find(|held| held.branch == *branch).ok_or(Refusal::NotFound)?;
            roles::may_touch(leaving.firm.standing(), *branch, held.role)?;
        }
        let ids: Vec<BranchId> = branches.0.iter().map(|(branch, _)| *branch).collect();
        store::leave_branches(work.tx(), organisation, self.member, &ids).await?;
        let member = Member { organisation, user: self.member, name: &leaving.member.name };
        work.record(&TeamEvent::LeftBranches { member, branches });
        Ok(())
    }
}

impl Command for RemoveMember {
    const NAME: &'static str = "remove_member";
    type Handle = Leaving;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        firm_and_member(door, self.organisation, self.member).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Leaving, Refusal> {
        let firm = door.somewhere(self.organisation, Permission::RemoveTeamMembers).await?;
        let leaving = leaving(door, firm, self.organisation, self.member).await?;
        let standing = leaving.firm.standing();
        let sees = leaving.held.iter().any(|held| standing.sees(held.branch)) || standing.parent.is_some();
        if !sees {
            return Err(Refusal::NotFound);
        }
        // She leaves every branch, so each of them has to agree; a firm-wide role has its own permission.
        if leaving.held.iter().any(|held| !standing.may(held.branch, Permission::RemoveTeamMembers)) {
            return Err(door.deny(self.organisation.into(), Permission::RemoveTeamMembers.label(), None));
        }
        let is_firm_wide = leaving.member.parent.is_some() || leaving.held.is_empty();
        if is_firm_wide && !standing.may_everywhere(Permission::RevokeParentRoles) {
            return Err(door.deny(self.organisation.into(), Permission::RevokeParentRoles.label(), None));
        }
        Ok(leaving)
    }

    async fn apply(&self, leaving: &Leaving, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = leaving.firm.organisation(work.tx());
        for held in &leaving.held {
            roles::may_touch(leaving.firm.standing(), held.branch, held.role)?;
        }
        keep_a_super_admin(work, organisation, leaving.member.parent).await?;
        let now = work.now;
        store::remove_member(work.tx(), organisation, self.member, now).await?;
        let member = Member { organisation, user: self.member, name: &leaving.member.name };
        work.record(&TeamEvent::Removed { member });
        Ok(())
    }
}
