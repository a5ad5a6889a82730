//! Undo: within thirty seconds the invitation waits again, and nobody outside has heard of it.

use crate::Tenant;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::answering::{self, Answering};
use crate::invitations::due::{DueAct, store as due_store};
use crate::invitations::events::InvitationEvent;
use crate::invitations::{State, inbox, store};
use kernel::{InvitationId, OrganisationId, Refusal};
use serde::Serialize;

/// Takes a rejection back while that is possible.
#[derive(Debug, Clone, Serialize)]
pub struct UndoRejection {
    /// The firm.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: InvitationId,
}

impl Command for UndoRejection {
    const NAME: &'static str = "undo_rejection";
    type Handle = Answering;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        answering::tenants(door, self.organisation, self.invitation).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Answering, Refusal> {
        answering::open(door, self.organisation, self.invitation).await
    }

    async fn apply(&self, answer: &Answering, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let found = store::find(work.tx(), answer.books, self.invitation).await?;
        let found = found.ok_or(Refusal::NotFound)?;
        let (organisation, now) = (answer.organisation(work.tx()), work.now);
        let here = found.organisation == Some(organisation);
        let (true, State::Rejecting, Some(final_at)) = (here, found.state_at(now), found.final_at) else {
            return Err(Refusal::conflict("too_late_to_undo", "This can no longer be undone."));
        };
        store::put_back(work.tx(), &found).await?;
        if answer.is_personal() {
            inbox::store::remove(work.tx(), organisation, found.invitation).await?;
        } else {
            inbox::store::put_back(work.tx(), organisation, found.invitation).await?;
        }
        due_store::unplan(work.tx(), (found.books, found.invitation), DueAct::Finish, final_at).await?;
        let company = company(work.tx(), found.books).await?;
        work.record(&InvitationEvent::RejectionUndone {
            invitation: &found,
            organisation,
            company: &company.name,
            by: answer.user(),
        });
        Ok(())
    }
}
