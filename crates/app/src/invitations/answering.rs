//! Who may answer an invitation: a member of the branch it reached, or the person it was sent to.

use crate::Tenant;
use crate::access::{OrganisationHandle, Permission};
use crate::door::{Door, Work};
use crate::invitations::store::{self, Invitation};
use crate::invitations::{State, inbox};
use ::store::Read;
use kernel::{BooksId, BranchId, EmailAddress, EmailKey, InvitationId, OrganisationId, Refusal, UserId};

/// An invitation as seen from a firm, by somebody who may answer it there.
pub struct Answering {
    handle: OrganisationHandle,
    /// The company.
    pub books: BooksId,
    /// Her address, when it was sent to her and not to a branch.
    personal: Option<EmailKey>,
}

/// Where the invitation of a firm's path is kept: facts that never change.
pub(super) struct Found {
    pub books: BooksId,
    pub personal: Option<EmailKey>,
}

/// The address of whoever acts, once confirmed.
pub(super) async fn own_address(door: &mut Door<'_, '_>) -> Result<EmailKey, Refusal> {
    door.mine().await?;
    let address = EmailAddress::parse(door.actor.email()).map_err(kernel::Fault::internal)?;
    Ok(address.key().clone())
}

/// The firm's copy, or one that waits at the actor's own address.
pub(super) async fn find(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    invitation: InvitationId,
) -> Result<Found, Refusal> {
    door.name(organisation);
    let copy = inbox::store::place(door.read(), organisation, invitation).await?;
    let address = own_address(door).await?;
    if let Some(copy) = copy {
        // A person's invitation has a copy in her firm only while she has answered it there.
        let personal = copy.person.is_some().then_some(address);
        return Ok(Found { books: copy.books, personal });
    }
    let books = store::waiting_books(door.read(), &address, invitation).await?;
    Ok(Found { books: books.ok_or(Refusal::NotFound)?, personal: Some(address) })
}

/// Both sides of an invitation that is being answered.
pub(super) async fn tenants(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    invitation: InvitationId,
) -> Result<Vec<Tenant>, Refusal> {
    let found = find(door, organisation, invitation).await?;
    Ok(vec![found.books.into(), organisation.into()])
}

/// Opens an invitation for an answer.
pub(super) async fn open(
    door: &mut Door<'_, '_>,
    organisation: OrganisationId,
    invitation: InvitationId,
) -> Result<Answering, Refusal> {
    let found = find(door, organisation, invitation).await?;
    door.name(found.books);
    let one = store::find(door.read(), found.books, invitation).await?.ok_or(Refusal::NotFound)?;
    let personal = match (one.branch, found.personal) {
        // It reached a branch: whoever holds the permission there.
        (Some(branch), None) if one.organisation == Some(organisation) => {
            door.branch(organisation, branch, Permission::AnswerInvitations).await?;
            None
        }
        // It is hers, by her confirmed address; she answers where she may answer.
        (_, Some(address)) if one.email_key == address.as_str() => {
            door.somewhere(organisation, Permission::AnswerInvitations).await?;
            Some(address)
        }
        _ => return Err(Refusal::NotFound),
    };
    let handle = door.organisation(organisation).await?;
    Ok(Answering { handle, books: found.books, personal })
}

impl Answering {
    /// The firm, as the tenant of a statement.
    pub fn organisation(&self, read: &Read<'_>) -> OrganisationId {
        self.handle.organisation(read)
    }

    /// Who answers.
    pub fn user(&self) -> UserId {
        self.handle.user()
    }

    /// Whether it was sent to the person herself.
    pub fn is_personal(&self) -> bool {
        self.personal.is_some()
    }

    /// The branch that will keep the client: the one that was asked, or the one that she chooses.
    pub fn branch(&self, asked: Option<BranchId>, chosen: Option<BranchId>) -> Result<BranchId, Refusal> {
        let Some(asked) = asked.filter(|_| !self.is_personal()) else {
            let chosen = chosen.ok_or_else(|| {
                Refusal::field("branch", "required", "Choose the branch that will keep this client.")
            })?;
            return match self.handle.standing().may(chosen, Permission::AnswerInvitations) {
                true => Ok(chosen),
                false => {
                    Err(Refusal::field("branch", "not_a_choice", "Choose a branch where you may accept."))
                }
            };
        };
        if chosen.is_some_and(|chosen| chosen != asked) {
            return Err(Refusal::field(
                "branch",
                "not_a_choice",
                "The client asked another branch; accept for that one.",
            ));
        }
        Ok(asked)
    }
}

/// The invitation, if it waits for an answer now.
pub(super) async fn pending(
    work: &mut Work<'_, '_>,
    books: BooksId,
    invitation: InvitationId,
) -> Result<Invitation, Refusal> {
    let one = store::find(work.tx(), books, invitation).await?.ok_or(Refusal::NotFound)?;
    match one.state_at(work.now) {
        State::Pending => Ok(one),
        State::Accepted | State::Rejecting | State::Rejected => Err(already_answered()),
        State::Withdrawn => {
            Err(Refusal::conflict("invitation_withdrawn", "The company has taken this invitation back."))
        }
        State::Expired => Err(Refusal::conflict(
            "invitation_expired",
            "This invitation has expired. The company can send another.",
        )),
    }
}

/// Somebody answered first.
pub(super) fn already_answered() -> Refusal {
    Refusal::conflict("already_answered", "This invitation has been answered already.")
}
