//! A colleague is asked to join the team, with one role in each named branch.

use crate::Tenant;
use crate::access::{BranchRole, OrganisationHandle, Permission};
use crate::door::{Command, Door, Work};
use crate::keys::{Purpose, link_hash};
use crate::practice::create_branch::LINK_SECONDS;
use crate::practice::team_events::{Invited, NamedBranches, TeamEvent};
use crate::practice::{roles, store};
use crate::{links, strangers};
use kernel::{BranchId, EmailAddress, OrganisationId, PersonName, Refusal, TeamInvitationId};
use serde::{Deserialize, Serialize};

/// Invites a colleague by e-mail.
#[derive(Debug, Clone, Serialize)]
pub struct InviteMember {
    /// The firm.
    pub organisation: OrganisationId,
    /// Only whoever signs in under this address may join.
    pub email: EmailAddress,
    /// What the colleague is called, for the list.
    pub name: PersonName,
    /// The branches; the role is the same in each.
    pub branches: Vec<BranchId>,
    /// The role.
    pub role: BranchRole,
}

/// The invitation that went out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberInvited {
    /// Its id.
    pub invitation: TeamInvitationId,
}

impl Command for InviteMember {
    const NAME: &'static str = "invite_member";
    type Handle = OrganisationHandle;
    type Output = MemberInvited;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OrganisationHandle, Refusal> {
        in_each(door, self.organisation, &self.branches, Permission::InviteTeamMembers).await
    }

    async fn apply(
        &self,
        handle: &OrganisationHandle,
        work: &mut Work<'_, '_>,
    ) -> Result<MemberInvited, Refusal> {
        let organisation = handle.organisation(work.tx());
        let branches = named(work, organisation, &self.branches).await?;
        for (branch, _) in &branches.0 {
            roles::may_give(handle.standing(), *branch, self.role)?;
        }
        refuse_duplicates(work, organisation, &self.email, None).await?;
        let (now, until) = (work.now, work.now.plus_seconds(LINK_SECONDS));
        strangers::count(work.tx(), self.email.key(), now).await?;
        let invitation: TeamInvitationId = work.id();
        let ids: Vec<BranchId> = branches.0.iter().map(|(branch, _)| *branch).collect();
        let actor = work.actor;
        let new = store::NewInvitation {
            organisation,
            invitation,
            email: &self.email,
            name: &self.name,
            role: self.role,
            branches: &ids,
            inviter: (handle.user(), actor.name()),
        };
        store::insert_invitation(work.tx(), &new, now, until).await?;
        insert_link(work, organisation, invitation, 1).await?;
        let firm = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
        work.record(&TeamEvent::Invited(Invited {
            organisation,
            organisation_name: firm.name,
            invitation,
            generation: 1,
            email: self.email.as_str(),
            name: self.name.as_str(),
            inviter: actor.name(),
            role: self.role,
            branches,
        }));
        Ok(MemberInvited { invitation })
    }
}

/// A firm in which the actor holds a permission in each of the named branches.
pub(super) async fn in_each(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    branches: &[BranchId],
    permission: Permission,
) -> Result<OrganisationHandle, Refusal> {
    let handle = door.organisation(organisation).await?;
    if branches.is_empty() {
        return Err(Refusal::field("branches", "required", "Choose at least one branch."));
    }
    if branches.iter().any(|branch| !handle.standing().sees(*branch)) {
        return Err(Refusal::NotFound);
    }
    if branches.iter().any(|branch| !handle.standing().may(*branch, permission)) {
        return Err(door.deny(organisation.into(), permission.label(), None));
    }
    Ok(handle)
}

/// The named branches in the firm's order, each once; one that is not the firm's is not found.
pub(super) async fn named(
    work: &mut Work<'_, '_>,
    organisation: OrganisationId,
    wanted: &[BranchId],
) -> Result<NamedBranches, Refusal> {
    let all = store::branches(work.tx(), organisation).await?;
    if wanted.iter().any(|branch| all.iter().all(|known| known.branch != *branch)) {
        return Err(Refusal::NotFound);
    }
    let chosen = all.into_iter().filter(|known| wanted.contains(&known.branch));
    Ok(NamedBranches(chosen.map(|known| (known.branch, known.name)).collect()))
}

/// One person needs one invitation, and a member none.
pub(super) async fn refuse_duplicates(
    work: &mut Work<'_, '_>,
    organisation: OrganisationId,
    email: &EmailAddress,
    except: Option<TeamInvitationId>,
) -> Result<(), Refusal> {
    let now = work.now;
    if store::member_by_address(work.tx(), organisation, email.key()).await?.is_some() {
        return Err(Refusal::rule(
            "already_member",
            "This person is in your team already. Open Team Members to give them another branch.",
        ));
    }
    match store::pending_for(work.tx(), organisation, email.key(), now).await? {
        Some(other) if Some(other) != except => Err(Refusal::conflict(
            "invitation_pending",
            "An invitation to this address is waiting already. Resend it or withdraw it first.",
        )),
        _ => Ok(()),
    }
}

/// The link of an invitation; links of older generations die by it.
pub(super) async fn insert_link(
    work: &mut Work<'_, '_>,
    organisation: OrganisationId,
    invitation: TeamInvitationId,
    generation: i64,
) -> Result<(), Refusal> {
    let until = work.now.plus_seconds(LINK_SECONDS);
    let hash = link_hash(&work.core().keys, Purpose::JoinTeam, invitation, generation);
    let about = (organisation.into(), invitation);
    links::insert(work.tx(), &hash, Purpose::JoinTeam, about, generation, until).await?;
    Ok(())
}
