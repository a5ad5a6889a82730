//! The page behind a mailed link: whose it is, where it stands, and for whom.

use crate::clients::company;
use crate::door::{Door, Query};
use crate::invitations::{State, store};
use crate::keys::Purpose;
use crate::links;
use kernel::{EmailAddress, InvitationId, Moment, OrganisationId, Refusal};
use serde::Serialize;

/// Asks what a link is about. Opening it changes nothing; an unknown secret is not found.
pub struct InvitationLink {
    /// The secret from the link.
    pub secret: String,
}

/// How the one who opened the link stands to the invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Standing {
    /// Nobody is signed in.
    SignedOut,
    /// It was sent to her address; she may answer where she may accept.
    Addressee,
    /// It has reached a branch by now: whoever may answer finds it there.
    AtBranch(OrganisationId),
    /// Signed in under another address; the right one is masked.
    WrongAccount {
        /// `m•••@s•••.example`.
        masked: String,
    },
}

/// What the holder of a genuine secret may know.
#[derive(Debug, Clone, Serialize)]
pub struct LinkedInvitation {
    /// The invitation.
    pub invitation: InvitationId,
    /// Where it stands.
    pub state: State,
    /// How the reader stands to it.
    pub standing: Standing,
    /// The company; `None` for a reader whose it is not.
    pub company: Option<String>,
    /// When it ends by itself.
    pub expires_at: Moment,
}

impl Query for InvitationLink {
    type Output = LinkedInvitation;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<LinkedInvitation, Refusal> {
        let now = door.now;
        let found = linked(&self.secret, door).await?;
        let standing = standing(&found, door);
        let company = match standing {
            Standing::WrongAccount { .. } => None,
            // Whoever holds the secret reads the mailbox, and the mail has said as much.
            _ => Some(company(door.read(), found.books).await?.name),
        };
        // Thirty seconds of second thoughts are the firm's own.
        let state = match found.state_at(now) {
            State::Rejecting => State::Pending,
            state => state,
        };
        Ok(LinkedInvitation {
            invitation: found.invitation,
            state,
            standing,
            company,
            expires_at: found.expires_at,
        })
    }
}

/// The invitation behind a secret, whatever became of it.
pub(super) async fn linked(secret: &str, door: &mut Door<'_, '_>) -> Result<store::Invitation, Refusal> {
    let now = door.now;
    let link = links::find(door.read(), Purpose::ClientInvitation, secret, now).await?;
    let link = link.ok_or(Refusal::NotFound)?;
    store::find(door.read(), link.books(), link.subject()).await?.ok_or(Refusal::NotFound)
}

/// How whoever acts stands to the invitation.
pub(super) fn standing(found: &store::Invitation, door: &Door<'_, '_>) -> Standing {
    if door.actor.user().is_none() {
        return Standing::SignedOut;
    }
    if let (Some(organisation), Some(_), State::Pending) = (found.organisation, found.branch, found.state) {
        return Standing::AtBranch(organisation);
    }
    if is_addressee(found, door) {
        return Standing::Addressee;
    }
    Standing::WrongAccount { masked: masked(&found.email) }
}

/// Whether the confirmed address of whoever acts is the invited one.
pub(super) fn is_addressee(found: &store::Invitation, door: &Door<'_, '_>) -> bool {
    let own = EmailAddress::parse(door.actor.email());
    door.actor.is_confirmed() && own.is_ok_and(|own| own.key().as_str() == found.email_key)
}

/// The invited address for eyes that may not read it.
pub(super) fn masked(email: &str) -> String {
    EmailAddress::parse(email).map_or_else(|_| "•••".to_owned(), |email| email.masked())
}
