//! An invitation has waited: those who may answer are reminded, once on each day that was planned.

use crate::Tenant;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::due::{Due, DueAct, only_jobs, store as due_store, tenants};
use crate::invitations::events::InvitationEvent;
use crate::invitations::store::Invitation;
use crate::invitations::{State, inbox, store};
use crate::strangers;
use kernel::{EmailAddress, Refusal};
use serde::Serialize;

/// Reminds the members who may answer at the branch, or the person who was asked.
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
        let one = (due.books, due.invitation);
        if !due_store::unplan(work.tx(), one, DueAct::Remind, due.due_at).await? {
            return Ok(());
        }
        let Some(found) = store::find(work.tx(), due.books, due.invitation).await? else { return Ok(()) };
        if found.state_at(now) != State::Pending {
            return Ok(());
        }
        let firm = match (found.organisation, found.branch) {
            (Some(organisation), Some(branch)) => {
                crate::clients::firm(work.tx(), organisation, branch).await?
            }
            _ => None,
        };
        let addresses = match &firm {
            Some(firm) => {
                let members = inbox::store::answering(work.tx(), firm.organisation, firm.branch).await?;
                members.into_iter().map(|member| member.email).collect()
            }
            None => addressee(&found, work).await?,
        };
        if addresses.is_empty() {
            return Ok(());
        }
        let company = company(work.tx(), found.books).await?;
        work.record(&InvitationEvent::Reminded {
            invitation: &found,
            company: &company.name,
            firm: firm.as_ref(),
            addresses,
            hours: now.seconds_since(found.sent_at) / 3_600,
        });
        Ok(())
    }
}

/// The address that was asked; nobody when it has had its letters of strangers for the day.
async fn addressee(found: &Invitation, work: &mut Work<'_, '_>) -> Result<Vec<String>, Refusal> {
    let now = work.now;
    let email = EmailAddress::parse(&found.email).map_err(kernel::Fault::internal)?;
    match strangers::count(work.tx(), email.key(), now).await {
        Ok(()) => Ok(vec![found.email.clone()]),
        Err(Refusal::TooMany { .. }) => Ok(Vec::new()),
        Err(refusal) => Err(refusal),
    }
}
