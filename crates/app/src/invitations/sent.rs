//! What a company reads of its own requests.

use crate::access::{BooksKey, Preset};
use crate::clients::{firm, firms_of, mistaken_for};
use crate::door::{Door, Query};
use crate::invitations::store::{self, Invitation};
use crate::invitations::{RejectReason, SentState};
use kernel::{BooksId, InvitationId, Moment, Refusal};
use serde::Serialize;

/// The requests that a company has sent, the latest first.
pub struct SentRequests {
    /// The books.
    pub books: BooksId,
}

/// A request, as its sender may know it.
#[derive(Debug, Clone, Serialize)]
pub struct SentRequest {
    /// Its id.
    pub invitation: InvitationId,
    /// The address that was typed.
    pub email: String,
    /// The firm, once that may be said.
    pub firm: Option<String>,
    /// Another firm, connected or asked before, whose name looks like this one's.
    pub looks_like: Option<String>,
    /// The branch, likewise.
    pub branch: Option<String>,
    /// What is offered.
    pub preset: Preset,
    /// The words that went with it.
    pub message: Option<String>,
    /// Where it stands, for the sender.
    pub state: SentState,
    /// When it was sent.
    pub sent_at: Moment,
    /// When it ends by itself.
    pub expires_at: Moment,
    /// When it was answered or ended.
    pub ended_at: Option<Moment>,
    /// Why it was rejected.
    pub reason: Option<RejectReason>,
    /// What the firm added.
    pub answer: Option<String>,
    /// Whether it can still be withdrawn.
    pub may_withdraw: bool,
}

/// A request in the words of its sender.
pub(crate) async fn sent(found: Invitation, door: &mut Door<'_, '_>) -> Result<SentRequest, Refusal> {
    let state = found.sent_state(door.now);
    let firm = match (found.organisation, found.branch) {
        (Some(organisation), Some(branch)) if found.names_firm() => {
            door.name(organisation);
            firm(door.read(), organisation, branch).await?
        }
        _ => None,
    };
    let is_rejected = state == SentState::Rejected;
    let is_open = matches!(state, SentState::Sent | SentState::Waiting);
    Ok(SentRequest {
        looks_like: None,
        firm: firm.as_ref().map(|firm| firm.organisation_name.clone()),
        branch: firm.map(|firm| firm.branch_name),
        state,
        ended_at: found.answered_at.filter(|_| !is_open),
        reason: found.reason.as_deref().filter(|_| is_rejected).and_then(|word| word.parse().ok()),
        answer: found.answer.filter(|_| is_rejected),
        may_withdraw: is_open,
        invitation: found.invitation,
        email: found.email,
        preset: found.preset,
        message: found.message,
        sent_at: found.sent_at,
        expires_at: found.expires_at,
    })
}

impl Query for SentRequests {
    type Output = Vec<SentRequest>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<SentRequest>, Refusal> {
        let handle = door.read_books(self.books, BooksKey::AccountantRead).await?;
        let books = handle.books(door.read());
        let mut known = firms_of(door.read(), books).await?;
        let mut requests = Vec::new();
        // The first request first: whoever came later is the one to look at twice.
        for found in store::of_books(door.read(), books).await?.into_iter().rev() {
            let organisation = found.organisation;
            let mut request = sent(found, door).await?;
            if let (Some(organisation), Some(firm)) = (organisation, &request.firm) {
                let others = known.iter().map(|(firm, name)| (*firm, name.as_str()));
                request.looks_like = mistaken_for((organisation, firm), others);
                known.push((organisation, firm.clone()));
            }
            requests.push(request);
        }
        requests.reverse();
        Ok(requests)
    }
}
