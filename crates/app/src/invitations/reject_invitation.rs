//! Reject Invitation: thirty seconds to think again, then it is final.

use crate::Tenant;
use crate::access::stored_words;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::answering::{self, Answering, already_answered, pending};
use crate::invitations::due::{DueAct, store as due_store};
use crate::invitations::events::InvitationEvent;
use crate::invitations::{State, UNDO_SECONDS, inbox, store};
use kernel::{InvitationId, Moment, OrganisationId, Refusal, Text500};
use serde::{Deserialize, Serialize};

stored_words! {
    /// Why a firm says no.
    RejectReason {
        /// The firm is full.
        CapacityFull "capacity_full" "Capacity full",
        /// The client is elsewhere.
        OutsideArea "outside_area" "Outside service area",
        /// The firm does not do that work.
        NotOffered "not_offered" "Service mismatch",
        /// The firm may not act.
        ConflictOfInterest "conflict_of_interest" "Conflict of interest",
        /// Something else, in words.
        Other "other" "Other",
    }
}

/// Rejects an invitation. The company is told after thirty seconds.
#[derive(Debug, Clone, Serialize)]
pub struct RejectInvitation {
    /// The firm.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: InvitationId,
    /// Why; the company reads it.
    pub reason: RejectReason,
    /// More words; the company reads them.
    pub message: Option<Text500>,
}

/// The rejection has begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RejectionStarted {
    /// When it becomes final.
    pub final_at: Moment,
}

impl Command for RejectInvitation {
    const NAME: &'static str = "reject_invitation";
    type Handle = Answering;
    type Output = RejectionStarted;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        answering::tenants(door, self.organisation, self.invitation).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Answering, Refusal> {
        answering::open(door, self.organisation, self.invitation).await
    }

    async fn apply(&self, answer: &Answering, work: &mut Work<'_, '_>) -> Result<RejectionStarted, Refusal> {
        if self.reason == RejectReason::Other && self.message.is_none() {
            return Err(Refusal::field("message", "required", "Say in a few words why."));
        }
        let found = pending(work, answer.books, self.invitation).await?;
        let (organisation, now) = (answer.organisation(work.tx()), work.now);
        let final_at = now.plus_seconds(UNDO_SECONDS);
        let change = store::Change {
            firm: Some((organisation, found.branch)),
            by: Some(answer.user()),
            reason: Some(self.reason.word()),
            answer: self.message.as_ref().map(Text500::as_str),
            final_at: Some(final_at),
        };
        if !store::change(work.tx(), &found, State::Rejecting, &change, now).await? {
            return Err(already_answered());
        }
        let company = company(work.tx(), found.books).await?;
        let name = work.actor.name().to_owned();
        let copy = inbox::store::Copy::answered(&found, &company, organisation, &name)
            .by_person(answer.is_personal().then(|| answer.user()))
            .rejecting(self.reason.word(), final_at);
        inbox::store::put(work.tx(), &copy, now).await?;
        due_store::plan(work.tx(), (found.books, found.invitation), DueAct::Finish, final_at).await?;
        work.record(&InvitationEvent::RejectionStarted {
            invitation: &found,
            organisation,
            company: &company.name,
            reason: self.reason,
            by: answer.user(),
        });
        Ok(RejectionStarted { final_at })
    }
}
