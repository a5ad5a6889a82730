//! The inbox: what waits, what has been answered, and the number on the badge.

pub(super) mod store;

use crate::access::{OrganisationHandle, Permission, Preset};
use crate::door::{Door, Query};
use crate::invitations::State;
use crate::invitations::answering::own_address;
use kernel::{BooksId, BranchId, InvitationId, Moment, OrganisationId, Refusal};
use serde::Serialize;
use store::Request;

/// Invitations that wait at a firm, oldest first, with those at the reader's own address.
pub struct PendingInvitations {
    /// The firm.
    pub organisation: OrganisationId,
    /// One branch, or all of hers.
    pub branch: Option<BranchId>,
}

/// An invitation that waits.
#[derive(Debug, Clone, Serialize)]
pub struct PendingInvitation {
    /// Its id.
    pub invitation: InvitationId,
    /// The company's books.
    pub books: BooksId,
    /// The company.
    pub company: String,
    /// Its owner.
    pub owner_name: String,
    /// The owner's address.
    pub owner_email: String,
    /// The branch that was asked; `None` when it was sent to the reader herself.
    pub branch: Option<BranchId>,
    /// The branch's name.
    pub branch_name: Option<String>,
    /// The company's words.
    pub message: Option<String>,
    /// What the company offers.
    pub preset: Preset,
    /// When it was sent.
    pub sent_at: Moment,
    /// When it ends by itself.
    pub expires_at: Moment,
    /// How long it has waited.
    pub waiting_seconds: i64,
    /// Whether the reader may answer.
    pub may_answer: bool,
}

/// What a reader may see of the invitations of a branch.
pub(super) fn sees(firm: &OrganisationHandle, branch: Option<BranchId>) -> bool {
    branch.is_some_and(|branch| {
        firm.standing().may(branch, Permission::AnswerInvitations)
            || firm.standing().may(branch, Permission::ViewAllClients)
    })
}

pub(super) fn may_answer(firm: &OrganisationHandle, request: &Request) -> bool {
    match request.branch.filter(|_| !request.is_personal) {
        Some(branch) => firm.standing().may(branch, Permission::AnswerInvitations),
        None => firm.standing().may_somewhere(Permission::AnswerInvitations),
    }
}

impl Query for PendingInvitations {
    type Output = Vec<PendingInvitation>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<PendingInvitation>, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        if !firm.standing().may_somewhere(Permission::AnswerInvitations)
            && !firm.standing().may_somewhere(Permission::ViewAllClients)
        {
            return Err(door.deny(self.organisation.into(), Permission::AnswerInvitations.label(), None));
        }
        let (organisation, now) = (firm.organisation(door.read()), door.now);
        let mut requests = store::pending(door.read(), organisation, now).await?;
        requests.retain(|request| sees(&firm, request.branch));
        if let Some(branch) = self.branch {
            requests.retain(|request| request.branch == Some(branch));
        }
        if firm.standing().may_somewhere(Permission::AnswerInvitations) {
            let address = own_address(door).await?;
            requests.extend(store::personal(door.read(), &address, now).await?);
        }
        requests.sort_by_key(|request| (request.sent_at, request.invitation));
        let names = store::branches(door.read(), organisation).await?;
        let row = |request: Request| PendingInvitation {
            may_answer: may_answer(&firm, &request),
            waiting_seconds: now.seconds_since(request.sent_at),
            branch_name: name_of(&names, request.branch),
            invitation: request.invitation,
            books: request.books,
            company: request.company,
            owner_name: request.owner_name,
            owner_email: request.owner_email,
            branch: request.branch,
            message: request.message,
            preset: request.preset,
            sent_at: request.sent_at,
            expires_at: request.expires_at,
        };
        Ok(requests.into_iter().map(row).collect())
    }
}

pub(super) fn name_of(names: &[(BranchId, String)], branch: Option<BranchId>) -> Option<String> {
    let found = names.iter().find(|(known, _)| Some(*known) == branch);
    found.map(|(_, name)| name.clone())
}

/// How many invitations wait for the reader's answer: the badge. Absent at nought.
pub struct PendingCount {
    /// The firm.
    pub organisation: OrganisationId,
    /// One branch, or all of hers.
    pub branch: Option<BranchId>,
}

impl Query for PendingCount {
    type Output = u64;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<u64, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        if !firm.standing().may_somewhere(Permission::AnswerInvitations) {
            return Ok(0);
        }
        let (organisation, now) = (firm.organisation(door.read()), door.now);
        let counts = store::pending_by_branch(door.read(), organisation, now).await?;
        let mine = counts.into_iter().filter(|(branch, _)| {
            branch.is_some_and(|branch| firm.standing().may(branch, Permission::AnswerInvitations))
                && (self.branch.is_none() || *branch == self.branch)
        });
        let at_branches: i64 = mine.map(|(_, count)| count).sum();
        let own = own_waiting(&firm, door).await?;
        Ok(u64::try_from(at_branches).unwrap_or(0) + own as u64)
    }
}

/// How many invitations wait at the reader's own address, if she may accept somewhere in this firm.
pub(crate) async fn own_waiting(
    firm: &OrganisationHandle,
    door: &mut Door<'_, '_>,
) -> Result<usize, Refusal> {
    if !firm.standing().may_somewhere(Permission::AnswerInvitations) {
        return Ok(0);
    }
    let (address, now) = (own_address(door).await?, door.now);
    Ok(store::personal(door.read(), &address, now).await?.len())
}

/// Invitations that have an answer, or ended without one, the latest first.
pub struct AnsweredInvitations {
    /// The firm.
    pub organisation: OrganisationId,
    /// One branch, or all of hers.
    pub branch: Option<BranchId>,
}

/// An invitation that waits no longer.
#[derive(Debug, Clone, Serialize)]
pub struct AnsweredInvitation {
    /// Its id.
    pub invitation: InvitationId,
    /// The company's books.
    pub books: BooksId,
    /// The company.
    pub company: String,
    /// Its owner.
    pub owner_name: String,
    /// The branch.
    pub branch_name: Option<String>,
    /// How it ended.
    pub state: State,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When it ended.
    pub answered_at: Option<Moment>,
    /// When it was sent.
    pub sent_at: Moment,
}

impl Query for AnsweredInvitations {
    type Output = Vec<AnsweredInvitation>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<AnsweredInvitation>, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let (organisation, now, user) = (firm.organisation(door.read()), door.now, firm.user());
        let mut requests = Vec::new();
        for state in State::ALL {
            if *state != State::Pending {
                requests.extend(store::of_state(door.read(), organisation, *state, 100).await?);
            }
        }
        requests.retain(|request| sees(&firm, request.branch) || request.person == Some(user));
        if self.branch.is_some() {
            requests.retain(|request| request.branch == self.branch);
        }
        requests.sort_by_key(|request| std::cmp::Reverse((request.answered_at, request.invitation)));
        requests.truncate(100);
        let names = store::branches(door.read(), organisation).await?;
        let row = |request: Request| AnsweredInvitation {
            state: State::at(request.state, request.expires_at, request.final_at, now),
            branch_name: name_of(&names, request.branch),
            invitation: request.invitation,
            books: request.books,
            company: request.company,
            owner_name: request.owner_name,
            answered_by: request.answered_name,
            answered_at: request.answered_at,
            sent_at: request.sent_at,
        };
        Ok(requests.into_iter().map(row).collect())
    }
}
