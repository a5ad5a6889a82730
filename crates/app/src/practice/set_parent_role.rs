//! A member's role in the whole firm, beside her roles in branches.

use crate::Tenant;
use crate::access::{OrganisationHandle, ParentRole, Permission};
use crate::door::{Command, Door, Work};
use crate::practice::remove_member::{firm_and_member, keep_a_super_admin};
use crate::practice::store;
use crate::practice::team_events::{Member, TeamEvent};
use kernel::{OrganisationId, Refusal, UserId};
use serde::Serialize;

/// Gives, changes or takes a firm-wide role.
#[derive(Debug, Clone, Serialize)]
pub struct SetParentRole {
    /// The firm.
    pub organisation: OrganisationId,
    /// The member.
    pub member: UserId,
    /// The role, or none.
    pub role: Option<ParentRole>,
}

/// A member whose firm-wide role the actor may set.
pub struct Promoting {
    firm: OrganisationHandle,
    member: store::MemberFacts,
}

impl Command for SetParentRole {
    const NAME: &'static str = "set_parent_role";
    type Handle = Promoting;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        firm_and_member(door, self.organisation, self.member).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Promoting, Refusal> {
        door.organisation(self.organisation).await?;
        let found = store::member(door.read(), self.organisation, self.member).await?;
        let needed = match (found.as_ref().and_then(|member| member.parent), self.role) {
            (None, _) => Permission::GrantParentRoles,
            (Some(_), Some(_)) => Permission::UpdateParentRoles,
            (Some(_), None) => Permission::RevokeParentRoles,
        };
        let firm = door.whole_organisation(self.organisation, needed).await?;
        // Who holds everything is no decision for a browser that was left open.
        door.fresh()?;
        Ok(Promoting { firm, member: found.ok_or(Refusal::NotFound)? })
    }

    async fn apply(&self, opened: &Promoting, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = opened.firm.organisation(work.tx());
        let was = opened.member.parent;
        if was == self.role {
            return Ok(());
        }
        keep_a_super_admin(work, organisation, was).await?;
        store::set_parent_role(work.tx(), organisation, self.member, self.role).await?;
        work.record(&TeamEvent::ParentRoleChanged {
            member: Member { organisation, user: self.member, name: &opened.member.name },
            role: self.role,
            was,
        });
        Ok(())
    }
}
