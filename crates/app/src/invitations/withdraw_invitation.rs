//! The company takes its invitation back.

use crate::Tenant;
use crate::access::{BooksKey, OwnBooks};
use crate::clients::{company, firm};
use crate::door::{Command, Door, Work};
use crate::invitations::events::{InvitationEvent, Withdrawn};
use crate::invitations::{State, inbox, store};
use crate::keys::Purpose;
use crate::links;
use kernel::{BooksId, InvitationId, Refusal};
use serde::Serialize;

/// Withdraws an invitation that has no final answer yet.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawInvitation {
    /// The books.
    pub books: BooksId,
    /// The invitation.
    pub invitation: InvitationId,
}

impl Command for WithdrawInvitation {
    const NAME: &'static str = "withdraw_invitation";
    type Handle = OwnBooks;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let mut tenants = vec![Tenant::Books(self.books)];
        door.name(self.books);
        let found = store::find(door.read(), self.books, self.invitation).await?;
        tenants.extend(found.and_then(|found| found.organisation).map(Tenant::Organisation));
        Ok(tenants)
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OwnBooks, Refusal> {
        door.own_books(self.books, BooksKey::AccountantWrite).await
    }

    async fn apply(&self, own: &OwnBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (books, now) = (own.books(work.tx()), work.now);
        let found = store::find(work.tx(), books, self.invitation).await?.ok_or(Refusal::NotFound)?;
        match found.state_at(now) {
            State::Pending | State::Rejecting => {}
            State::Withdrawn => {
                return Err(Refusal::conflict(
                    "already_withdrawn",
                    "You have withdrawn this request already.",
                ));
            }
            State::Accepted | State::Rejected => return Err(super::answering::already_answered()),
            State::Expired => {
                return Err(Refusal::conflict("invitation_expired", "This request has expired already."));
            }
        }
        let change = store::Change { by: found.answered_by, ..store::Change::default() };
        store::change(work.tx(), &found, State::Withdrawn, &change, now).await?;
        if let Some(organisation) = found.organisation {
            work.must_have_named(organisation.into())?;
            inbox::store::settle(work.tx(), organisation, found.invitation, State::Withdrawn, now).await?;
        }
        links::kill(work.tx(), Purpose::ClientInvitation, found.invitation, now).await?;
        let company = company(work.tx(), books).await?;
        let firm = match (found.organisation, found.branch) {
            (Some(organisation), Some(branch)) => firm(work.tx(), organisation, branch).await?,
            _ => None,
        };
        let reader = store::person_at(work.tx(), &found.email_key).await?;
        work.record(&InvitationEvent::Withdrawn(Withdrawn {
            invitation: &found,
            company: &company.name,
            firm: firm.as_ref(),
            reader,
        }));
        Ok(())
    }
}
