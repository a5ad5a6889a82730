//! One request in full, with what was checked about it and who could take it.

use crate::access::{OrganisationHandle, Permission, Preset};
use crate::clients::{Colleague, assignments, company};
use crate::door::{Door, Query};
use crate::invitations::answering::own_address;
use crate::invitations::inbox::list::{may_answer, name_of, sees, store};
use crate::invitations::{RejectReason, State};
use kernel::{BooksId, BranchId, InvitationId, Moment, OrganisationId, Refusal, UserId};
use serde::Serialize;

/// How many names that look alike are told.
const MOST_ALIKE: i64 = 5;

/// An invitation to be read before it is answered, or afterwards.
pub struct InvitationReview {
    /// The firm.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: InvitationId,
}

/// A branch that may take the client.
#[derive(Debug, Clone, Serialize)]
pub struct BranchChoice {
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub name: String,
    /// Who may be given access there.
    pub members: Vec<Member>,
}

/// A member who may be given access.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    /// The member.
    pub user: UserId,
    /// Her name.
    pub name: String,
    /// Her address.
    pub email: String,
}

/// What a firm reads of a request.
#[derive(Debug, Clone, Serialize)]
pub struct Review {
    /// Its id.
    pub invitation: InvitationId,
    /// The company's books.
    pub books: BooksId,
    /// The company.
    pub company: String,
    /// Where it is.
    pub country: String,
    /// Its base currency.
    pub currency: String,
    /// The month in which its year ends.
    pub fiscal_month: i64,
    /// The day on which its year ends.
    pub fiscal_day: i64,
    /// Its owner.
    pub owner_name: String,
    /// The owner's address.
    pub owner_email: String,
    /// When the owner's address was confirmed.
    pub owner_confirmed_at: Option<Moment>,
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
    /// The branch that was asked, or that answered.
    pub branch: Option<BranchId>,
    /// Its name.
    pub branch_name: Option<String>,
    /// Whether it was sent to the reader herself.
    pub is_personal: bool,
    /// Where it stands.
    pub state: State,
    /// Until when a rejection can be undone.
    pub undo_until: Option<Moment>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<Moment>,
    /// Why it was rejected.
    pub reason: Option<RejectReason>,
    /// Connected clients of the firm, and other companies that ask it, whose name is the same or looks alike.
    pub look_alikes: Vec<String>,
    /// Whether the reader may answer.
    pub may_answer: bool,
    /// Where the client may go: the branch that was asked, or those where the reader may accept.
    pub branches: Vec<BranchChoice>,
}

impl InvitationReview {
    async fn request(
        &self,
        firm: &OrganisationHandle,
        door: &mut Door<'_, '_>,
    ) -> Result<store::Request, Refusal> {
        let organisation = firm.organisation(door.read());
        if let Some(copy) = store::copy(door.read(), organisation, self.invitation).await? {
            let hers = copy.person == Some(firm.user());
            return if hers || sees(firm, copy.branch) {
                Ok(store::Request { is_personal: copy.person.is_some(), ..copy })
            } else {
                Err(Refusal::NotFound)
            };
        }
        if !firm.standing().may_somewhere(Permission::AnswerInvitations) {
            return Err(Refusal::NotFound);
        }
        let address = own_address(door).await?;
        let own = store::personal_one(door.read(), &address, self.invitation).await?;
        // What she has answered for another firm of hers is that firm's.
        own.filter(|own| own.state == State::Pending).ok_or(Refusal::NotFound)
    }

    async fn choices(
        &self,
        firm: &OrganisationHandle,
        request: &store::Request,
        names: &[(BranchId, String)],
        door: &mut Door<'_, '_>,
    ) -> Result<Vec<BranchChoice>, Refusal> {
        let organisation = firm.organisation(door.read());
        let asked = request.branch.filter(|_| !request.is_personal);
        let mut choices = Vec::new();
        for (branch, name) in names {
            let fits = asked.is_none_or(|asked| asked == *branch);
            if !fits || !firm.standing().may(*branch, Permission::AnswerInvitations) {
                continue;
            }
            let people = assignments::members_of(door.read(), organisation, *branch).await?;
            let member =
                |person: Colleague| Member { user: person.user, name: person.name, email: person.email };
            let members = people.into_iter().map(member).collect();
            choices.push(BranchChoice { branch: *branch, name: name.clone(), members });
        }
        Ok(choices)
    }
}

impl Query for InvitationReview {
    type Output = Review;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Review, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let (organisation, now) = (firm.organisation(door.read()), door.now);
        let request = self.request(&firm, door).await?;
        let state = State::at(request.state, request.expires_at, request.final_at, now);
        let names = store::branches(door.read(), organisation).await?;
        // The request has reached the firm: it may look at who sent it.
        door.name(request.books);
        let like = (request.books, request.company.as_str());
        let look_alikes = store::look_alikes(door.read(), organisation, like, MOST_ALIKE).await?;
        let owner = company(door.read(), request.books).await?.owner;
        let owner_confirmed_at = match &owner {
            Some(owner) => {
                door.name(owner.user);
                store::confirmed_at(door.read(), owner.user).await?
            }
            None => None,
        };
        let may_answer = may_answer(&firm, &request);
        let branches = match state == State::Pending && may_answer {
            true => self.choices(&firm, &request, &names, door).await?,
            false => Vec::new(),
        };
        Ok(Review {
            owner_confirmed_at,
            look_alikes,
            may_answer,
            branches,
            state,
            undo_until: request.final_at.filter(|_| state == State::Rejecting),
            waiting_seconds: now.seconds_since(request.sent_at),
            branch_name: name_of(&names, request.branch),
            reason: request.reason.as_deref().and_then(|word| word.parse().ok()),
            invitation: request.invitation,
            books: request.books,
            company: request.company,
            country: request.country,
            currency: request.currency,
            fiscal_month: request.fiscal_month,
            fiscal_day: request.fiscal_day,
            owner_name: request.owner_name,
            owner_email: request.owner_email,
            message: request.message,
            preset: request.preset,
            sent_at: request.sent_at,
            expires_at: request.expires_at,
            branch: request.branch,
            is_personal: request.is_personal,
            answered_by: request.answered_name,
            answered_at: request.answered_at,
        })
    }
}
