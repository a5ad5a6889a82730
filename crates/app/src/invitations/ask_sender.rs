//! Whoever holds a mailed link that is of no use to her asks the company for another.

use crate::Tenant;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::State;
use crate::invitations::events::InvitationEvent;
use crate::invitations::open_link::{Standing, linked, standing};
use crate::invitations::store::Invitation;
use crate::strangers;
use kernel::Refusal;
use serde::Serialize;

/// Asks whoever sent an invitation for another: a new one when it is over, or one to the actor's own address
/// when she is signed in under another than the invited. The invited address is never told. Asking more often
/// than a few times a day changes nothing and says nothing.
#[derive(Debug, Clone, Serialize)]
pub struct AskSender {
    /// The secret from the link.
    pub secret: String,
}

/// What is asked for.
pub struct Asking {
    invitation: Invitation,
    /// The address that the actor would be invited under instead.
    instead: Option<String>,
}

impl Command for AskSender {
    const NAME: &'static str = "ask_sender";
    type Handle = Asking;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![linked(&self.secret, door).await?.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Asking, Refusal> {
        let invitation = linked(&self.secret, door).await?;
        let instead = match (invitation.state_at(door.now), standing(&invitation, door)) {
            (State::Pending | State::Rejecting, Standing::WrongAccount { .. }) => {
                door.mine().await?;
                Some(door.actor.email().to_owned())
            }
            (State::Pending | State::Rejecting, _) => {
                return Err(Refusal::conflict("link_works", "This link works. Open it again."));
            }
            _ => None,
        };
        Ok(Asking { invitation, instead })
    }

    async fn apply(&self, asking: &Asking, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (one, now) = (&asking.invitation, work.now);
        if !strangers::may_ask(work.tx(), &one.invitation.to_string(), now).await? {
            return Ok(());
        }
        let company = company(work.tx(), one.books).await?;
        let instead = asking.instead.as_deref();
        work.record(&InvitationEvent::AskedAgain { invitation: one, company: &company, instead });
        Ok(())
    }
}
