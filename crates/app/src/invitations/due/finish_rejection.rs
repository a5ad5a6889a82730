//! Thirty seconds have passed: the rejection is final, and the company is told.

use crate::Tenant;
use crate::clients::{company, firm};
use crate::door::{Command, Door, Work};
use crate::invitations::due::{Due, DueAct, only_jobs, store as due_store, tenants};
use crate::invitations::events::{InvitationEvent, Rejected};
use crate::invitations::{RejectReason, State, inbox, store};
use kernel::Refusal;
use serde::Serialize;

/// Makes a rejection final: its mail, the company's leaf, the firm's list.
#[derive(Debug, Clone, Serialize)]
pub struct FinishRejection {
    /// What is due.
    pub due: Due,
}

impl Command for FinishRejection {
    const NAME: &'static str = "finish_rejection";
    type Handle = ();
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        tenants(&self.due, door).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        only_jobs(door)
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (due, now) = (self.due, work.now);
        let one = (due.books, due.invitation);
        if !due_store::unplan(work.tx(), one, DueAct::Finish, due.due_at).await? {
            return Ok(());
        }
        let Some(found) = store::find(work.tx(), due.books, due.invitation).await? else { return Ok(()) };
        // Undone, withdrawn or asked again meanwhile: nothing to finish.
        let (State::Rejected, State::Rejecting, Some(organisation)) =
            (found.state_at(now), found.state, found.organisation)
        else {
            return Ok(());
        };
        work.must_have_named(organisation.into())?;
        let change = store::Change {
            firm: None,
            by: found.answered_by,
            reason: found.reason.as_deref(),
            answer: found.answer.as_deref(),
            final_at: found.final_at,
        };
        store::change(work.tx(), &found, State::Rejected, &change, now).await?;
        inbox::store::settle(work.tx(), organisation, found.invitation, State::Rejected, now).await?;
        let company = company(work.tx(), found.books).await?;
        let branch = match found.branch {
            Some(branch) => firm(work.tx(), organisation, branch).await?,
            None => None,
        };
        let answer = inbox::store::answer(work.tx(), organisation, found.invitation).await?;
        let reason = found.reason.as_deref().and_then(|word| word.parse::<RejectReason>().ok());
        work.record(&InvitationEvent::Rejected(Rejected {
            invitation: &found,
            company: &company,
            organisation,
            organisation_name: &answer.organisation_name,
            branch_name: branch.as_ref().map_or("", |firm| &firm.branch_name),
            accountant: &answer.by,
            reason: reason.unwrap_or(RejectReason::Other),
        }));
        Ok(())
    }
}
