//! What time does to invitations: a rejection becomes final, a life ends, a firm is reminded.
//!
//! Owns: the table `invitation_due`. Promises: each act is done once, by a command of its own, and a
//! late worker changes nothing that anybody reads. Never: decides for a firm.

mod expire_invitation;
mod finish_rejection;
mod remind_firm;
pub(super) mod store;

pub use expire_invitation::ExpireInvitation;
pub use finish_rejection::FinishRejection;
pub use remind_firm::RemindFirm;

use crate::access::stored_words;
use crate::door::{Door, Query};
use crate::{App, Tenant, Who};
use kernel::{BooksId, InvitationId, Moment, Refusal};
use serde::{Deserialize, Serialize};

stored_words! {
    /// What is due.
    DueAct {
        /// A rejection becomes final and is told.
        Finish "finish" "Finish a rejection",
        /// Nobody answered in its time.
        Expire "expire" "Expire an invitation",
        /// It has waited for a day.
        Remind "remind" "Remind the firm",
    }
}

/// One thing that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Since when.
    pub due_at: Moment,
    /// The company.
    pub books: BooksId,
    /// Its invitation.
    pub invitation: InvitationId,
    /// What.
    pub act: DueAct,
}

/// What is due now, the oldest first; only jobs may ask.
pub struct DueInvitations;

impl Query for DueInvitations {
    type Output = Vec<Due>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Due>, Refusal> {
        only_jobs(door)?;
        let now = door.now;
        let rows = store::due(door.read(), now, 100).await?;
        let due = |(due_at, invitation, act, books)| Due { due_at, books, invitation, act };
        Ok(rows.into_iter().map(due).collect())
    }
}

/// Does what is due now and tells how much that was. One that fails is left for the next round.
pub async fn settle(app: &App) -> Result<usize, Refusal> {
    let job = || crate::Actor::job("invitations", app.request_id());
    let due = app.read(&job(), DueInvitations).await?;
    let mut done = 0;
    for due in due {
        let outcome = match due.act {
            DueAct::Finish => app.run(&job(), None, FinishRejection { due }).await,
            DueAct::Expire => app.run(&job(), None, ExpireInvitation { due }).await,
            DueAct::Remind => app.run(&job(), None, RemindFirm { due }).await,
        };
        match outcome {
            Ok(()) => done += 1,
            Err(refusal) => tracing::warn!(%refusal, invitation = %due.invitation, "not settled"),
        }
    }
    Ok(done)
}

fn only_jobs(door: &Door<'_, '_>) -> Result<(), Refusal> {
    match door.actor.who {
        Who::Job(_) => Ok(()),
        _ => Err(Refusal::NotFound),
    }
}

/// The company, and the firm that the invitation has reached.
async fn tenants(due: &Due, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
    let mut tenants = vec![Tenant::Books(due.books)];
    door.name(due.books);
    let invitation = super::store::find(door.read(), due.books, due.invitation).await?;
    tenants.extend(invitation.and_then(|found| found.organisation).map(Tenant::Organisation));
    Ok(tenants)
}
