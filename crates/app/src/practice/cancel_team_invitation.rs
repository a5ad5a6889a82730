//! The firm takes an invitation back: its link is dead at once.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::keys::Purpose;
use crate::links;
use crate::practice::resend_team_invitation::{OpenInvitation, unanswered};
use crate::practice::store::{self, Answer};
use crate::practice::team_events::TeamEvent;
use kernel::{OrganisationId, Refusal, TeamInvitationId};
use serde::Serialize;

/// Takes an invitation back.
#[derive(Debug, Clone, Serialize)]
pub struct CancelTeamInvitation {
    /// The firm.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: TeamInvitationId,
}

impl Command for CancelTeamInvitation {
    const NAME: &'static str = "cancel_team_invitation";
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
        let now = work.now;
        let invitation = open.facts.invitation;
        store::answer_invitation(work.tx(), organisation, invitation, Answer::Cancelled, now).await?;
        links::kill(work.tx(), Purpose::JoinTeam, invitation, now).await?;
        work.record(&TeamEvent::InvitationCancelled { organisation, invitation, email: &open.facts.email });
        Ok(())
    }
}
