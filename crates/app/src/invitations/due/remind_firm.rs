//! An invitation has waited for a day: those who may answer are reminded, once.

use crate::Tenant;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::due::{Due, DueAct, only_jobs, store as due_store, tenants};
use crate::invitations::events::InvitationEvent;
use crate::invitations::{State, inbox, store};
use kernel::Refusal;
use serde::Serialize;

/// Reminds the members who may answer. A person's own invitation is not repeated to her address.
#[derive(Debug, Clone, Serialize)]
pub struct RemindFirm {
    /// What is due.
    pub due: Due,
}

impl Command for RemindFirm {
    const NAME: &'static str = "remind_firm";
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
        due_store::unplan(work.tx(), (due.books, due.invitation), DueAct::Remind, due.due_at).await?;
        let Some(found) = store::find(work.tx(), due.books, due.invitation).await? else { return Ok(()) };
        let (State::Pending, Some(organisation), Some(branch)) =
            (found.state_at(now), found.organisation, found.branch)
        else {
            return Ok(());
        };
        let Some(firm) = crate::clients::firm(work.tx(), organisation, branch).await? else { return Ok(()) };
        let company = company(work.tx(), found.books).await?;
        let members = inbox::store::answering(work.tx(), organisation, branch).await?;
        let addresses = members.into_iter().map(|member| member.email).collect();
        work.record(&InvitationEvent::Reminded {
            invitation: &found,
            company: &company.name,
            firm: &firm,
            addresses,
            hours: now.seconds_since(found.sent_at) / 3_600,
        });
        Ok(())
    }
}
