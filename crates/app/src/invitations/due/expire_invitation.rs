//! An invitation's life has ended without an answer.

use crate::Tenant;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::due::{Due, DueAct, only_jobs, store as due_store, tenants};
use crate::invitations::events::InvitationEvent;
use crate::invitations::{State, inbox, store};
use crate::keys::Purpose;
use crate::links;
use kernel::Refusal;
use serde::Serialize;

/// Writes down that an invitation has expired. Everybody has read it so since its last instant.
#[derive(Debug, Clone, Serialize)]
pub struct ExpireInvitation {
    /// What is due.
    pub due: Due,
}

impl Command for ExpireInvitation {
    const NAME: &'static str = "expire_invitation";
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
        if !due_store::unplan(work.tx(), one, DueAct::Expire, due.due_at).await? {
            return Ok(());
        }
        let Some(found) = store::find(work.tx(), due.books, due.invitation).await? else { return Ok(()) };
        if found.state != State::Pending || found.state_at(now) != State::Expired {
            return Ok(());
        }
        if let Some(organisation) = found.organisation {
            work.must_have_named(organisation.into())?;
            inbox::store::settle(work.tx(), organisation, found.invitation, State::Expired, now).await?;
        }
        let change = store::Change::default();
        store::change(work.tx(), &found, State::Expired, &change, now).await?;
        store::leave_address(work.tx(), (due.books, found.invitation), &found.email_key).await?;
        links::kill(work.tx(), Purpose::ClientInvitation, found.invitation, now).await?;
        let company = company(work.tx(), found.books).await?;
        work.record(&InvitationEvent::Expired { invitation: &found, company: &company.name });
        Ok(())
    }
}
