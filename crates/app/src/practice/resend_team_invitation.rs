//! An invitation goes out once more: a new link with seven more days, and the old link is dead.

use crate::Tenant;
use crate::access::{OrganisationHandle, Permission};
use crate::door::{Command, Door, Work};
use crate::practice::create_branch::LINK_SECONDS;
use crate::practice::invite_member::{in_each, insert_link, named, refuse_duplicates};
use crate::practice::roles;
use crate::practice::store::{self, Answer, InvitationFacts};
use crate::practice::team_events::{Invited, TeamEvent};
use crate::strangers;
use kernel::{EmailAddress, Fault, OrganisationId, Refusal, TeamInvitationId};
use serde::Serialize;

/// Sends an invitation again, whether it waits or has expired.
#[derive(Debug, Clone, Serialize)]
pub struct ResendTeamInvitation {
    /// The firm.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: TeamInvitationId,
}

/// An unanswered invitation to branches in each of which the actor may invite.
pub struct OpenInvitation {
    pub(super) firm: OrganisationHandle,
    pub(super) facts: InvitationFacts,
}

/// Opens an invitation that nobody has answered.
pub(super) async fn unanswered(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    invitation: TeamInvitationId,
) -> Result<OpenInvitation, Refusal> {
    // Whoever is not of the firm may not learn which invitations it has.
    door.organisation(organisation).await?;
    let facts = store::invitation(door.read(), organisation, invitation).await?.ok_or(Refusal::NotFound)?;
    let firm = in_each(door, organisation, &facts.branches, Permission::InviteTeamMembers).await?;
    if facts.answer == Answer::Pending {
        Ok(OpenInvitation { firm, facts })
    } else {
        Err(Refusal::conflict("already_answered", "This invitation has been answered or withdrawn."))
    }
}

impl Command for ResendTeamInvitation {
    const NAME: &'static str = "resend_team_invitation";
    type Handle = OpenInvitation;
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OpenInvitation, Refusal> {
        unanswered(door, self.organisation, self.invitation).await
    }

    async fn apply(&self, open: &OpenInvitation, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let organisation = open.firm.organisation(work.tx());
        let facts = &open.facts;
        let branches = named(work, organisation, &facts.branches).await?;
        for (branch, _) in &branches.0 {
            roles::may_give(open.firm.standing(), *branch, facts.role)?;
        }
        let email = EmailAddress::parse(&facts.email).map_err(Fault::internal)?;
        refuse_duplicates(work, organisation, &email, Some(facts.invitation)).await?;
        let (now, until) = (work.now, work.now.plus_seconds(LINK_SECONDS));
        strangers::count(work.tx(), email.key(), now).await?;
        let generation = facts.generation + 1;
        store::renew_invitation(work.tx(), organisation, facts.invitation, generation, (now, until)).await?;
        insert_link(work, organisation, facts.invitation, generation).await?;
        let firm = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
        let actor = work.actor;
        work.record(&TeamEvent::InvitedAgain(Invited {
            organisation,
            organisation_name: firm.name,
            invitation: facts.invitation,
            generation,
            email: &facts.email,
            name: &facts.name,
            inviter: actor.name(),
            role: facts.role,
            branches,
        }));
        Ok(())
    }
}
