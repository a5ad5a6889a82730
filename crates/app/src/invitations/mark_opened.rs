//! A signed-in person opens a mailed invitation: hers is marked, anybody else's is written down.

use crate::Tenant;
use crate::clients::company;
use crate::door::{Command, Door, Work};
use crate::invitations::events::InvitationEvent;
use crate::invitations::open_link::{is_addressee, linked, masked};
use crate::invitations::store::{self, Invitation};
use kernel::{Refusal, UserId};
use serde::{Deserialize, Serialize};

/// Says that the actor has opened the link. From then on the sender reads whom she reached.
#[derive(Debug, Clone, Serialize)]
pub struct MarkOpened {
    /// The secret from the link.
    pub secret: String,
}

/// Whose it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opened {
    /// Hers.
    Yours,
    /// Somebody else's, whose address is masked. The invitation waits on, and the company's log knows.
    WrongAccount {
        /// `m•••@s•••.example`.
        masked: String,
    },
}

/// The person who holds the link, and whether it is hers.
pub struct Holder {
    user: UserId,
    invitation: Invitation,
    is_addressee: bool,
}

impl Command for MarkOpened {
    const NAME: &'static str = "mark_opened";
    type Handle = Holder;
    type Output = Opened;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![linked(&self.secret, door).await?.books.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Holder, Refusal> {
        let user = door.mine().await?.user(door.read());
        let invitation = linked(&self.secret, door).await?;
        let is_addressee = is_addressee(&invitation, door);
        Ok(Holder { user, invitation, is_addressee })
    }

    async fn apply(&self, holder: &Holder, work: &mut Work<'_, '_>) -> Result<Opened, Refusal> {
        let (found, now) = (&holder.invitation, work.now);
        if !holder.is_addressee {
            work.record(&InvitationEvent::Refused { invitation: found });
            return Ok(Opened::WrongAccount { masked: masked(&found.email) });
        }
        let at = (found.books, found.invitation);
        if store::mark_opened(work.tx(), at, holder.user, now).await? {
            let company = company(work.tx(), found.books).await?;
            work.record(&InvitationEvent::Opened { invitation: found, company: &company.name });
        }
        Ok(Opened::Yours)
    }
}
