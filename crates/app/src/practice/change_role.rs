//! A member's place in the branches: a further branch, or another role in one.

use crate::Tenant;
use crate::access::{BranchHandle, BranchRole, Permission};
use crate::door::{Command, Door, Work};
use crate::practice::remove_member::firm_and_member;
use crate::practice::team_events::{Member, TeamEvent};
use crate::practice::{roles, store};
use kernel::{BranchId, OrganisationId, Refusal, UserId};
use serde::Serialize;

/// Gives a member a role in a further branch.
#[derive(Debug, Clone, Serialize)]
pub struct AddToBranch {
    /// The firm.
    pub organisation: OrganisationId,
    /// The further branch.
    pub branch: BranchId,
    /// The member.
    pub member: UserId,
    /// Her role there.
    pub role: BranchRole,
}

/// Changes a member's role in a branch.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRole {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch.
    pub branch: BranchId,
    /// The member.
    pub member: UserId,
    /// Her new role there.
    pub role: BranchRole,
}

impl Command for AddToBranch {
    const NAME: &'static str = "add_to_branch";
    type Handle = BranchHandle;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        firm_and_member(door, self.organisation, self.member).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<BranchHandle, Refusal> {
        door.branch(self.organisation, self.branch, Permission::AddToBranches).await
    }

    async fn apply(&self, handle: &BranchHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = handle.organisation(work.tx());
        let (branch, now) = (handle.branch(), work.now);
        let member = store::member(work.tx(), organisation, self.member).await?.ok_or(Refusal::NotFound)?;
        store::branch(work.tx(), organisation, branch).await?.ok_or(Refusal::NotFound)?;
        let held = store::roles_of(work.tx(), organisation, self.member).await?;
        if held.iter().any(|held| held.branch == branch) {
            return Err(Refusal::conflict(
                "already_in_branch",
                "This person has a role in the branch already.",
            ));
        }
        roles::may_give(handle.standing(), branch, self.role)?;
        store::give_roles(work.tx(), organisation, self.member, (&[branch], self.role), now).await?;
        work.record(&TeamEvent::AddedToBranch {
            member: Member { organisation, user: self.member, name: &member.name },
            branch,
            role: self.role,
        });
        Ok(())
    }
}

impl Command for ChangeRole {
    const NAME: &'static str = "change_role";
    type Handle = BranchHandle;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        firm_and_member(door, self.organisation, self.member).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<BranchHandle, Refusal> {
        door.branch(self.organisation, self.branch, Permission::ChangeRoles).await
    }

    async fn apply(&self, handle: &BranchHandle, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = handle.organisation(work.tx());
        let (branch, now) = (handle.branch(), work.now);
        let member = store::member(work.tx(), organisation, self.member).await?.ok_or(Refusal::NotFound)?;
        let held = store::roles_of(work.tx(), organisation, self.member).await?;
        let held = held.into_iter().find(|held| held.branch == branch).ok_or(Refusal::NotFound)?;
        roles::may_touch(handle.standing(), branch, held.role)?;
        roles::may_give(handle.standing(), branch, self.role)?;
        if held.role == self.role {
            return Ok(());
        }
        store::give_roles(work.tx(), organisation, self.member, (&[branch], self.role), now).await?;
        work.record(&TeamEvent::RoleChanged {
            member: Member { organisation, user: self.member, name: &member.name },
            branch,
            role: self.role,
            was: held.role,
        });
        Ok(())
    }
}
