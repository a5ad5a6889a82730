//! What happens to a firm and its branches.

use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::keys::Purpose;
use crate::mail::{LetterDraft, LinkTo};
use crate::realtime::{Hint, Topic};
use kernel::{BranchId, EmailAddress, OrganisationId, UserId};

/// Why a branch's mailbox is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The branch is new; its own leaf names the address.
    Founding,
    /// The branch gets another address.
    Change,
    /// The link is sent once more.
    Again,
}

/// A branch's mailbox was asked to confirm.
pub struct AddressAsked {
    pub organisation: OrganisationId,
    pub branch: BranchId,
    pub organisation_name: String,
    pub branch_name: String,
    pub email: EmailAddress,
    pub generation: i64,
    pub until: String,
    pub occasion: Occasion,
}

/// Something happened to a firm or a branch.
pub enum PracticeEvent<'e> {
    /// A person signed up a firm and became its Super Admin.
    OrganisationCreated { organisation: OrganisationId, founder: UserId, name: &'e str, country: &'e str },
    /// A firm changed its name or country.
    OrganisationUpdated { organisation: OrganisationId, name: Was<'e>, country: Was<'e> },
    /// A firm opened a branch.
    BranchCreated {
        organisation: OrganisationId,
        branch: BranchId,
        name: &'e str,
        email: &'e str,
        place: Place,
    },
    /// A branch changed its name or country.
    BranchUpdated { organisation: OrganisationId, branch: BranchId, name: Was<'e>, country: Was<'e> },
    /// A branch's mailbox was asked.
    AddressAsked(AddressAsked),
    /// The mailbox answered; an address that worked before is released.
    AddressConfirmed {
        organisation: OrganisationId,
        branch: BranchId,
        email: &'e str,
        released: Option<&'e str>,
    },
}

/// A text before and after.
pub struct Was<'e> {
    pub was: &'e str,
    pub now: &'e str,
}

/// Where a branch is and what it is billed in.
pub struct Place {
    pub country: &'static str,
    pub currency: &'static str,
}

impl DomainEvent for PracticeEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::OrganisationCreated { organisation, name, country, .. } => vec![
                LeafDraft::new(*organisation, "organisation.created")
                    .on("organisation", organisation)
                    .fact("country", *country)
                    .text("name", *name),
            ],
            Self::OrganisationUpdated { organisation, name, country } => vec![
                LeafDraft::new(*organisation, "organisation.updated")
                    .on("organisation", organisation)
                    .fact("country", country.now)
                    .fact("country_was", country.was)
                    .text("name", name.now)
                    .text("name_was", name.was),
            ],
            Self::BranchCreated { organisation, branch, name, email, place } => vec![
                LeafDraft::new(*organisation, "branch.created")
                    .on("branch", branch)
                    .fact("country", place.country)
                    .fact("currency", place.currency)
                    .text("name", *name)
                    .text("email", *email),
            ],
            Self::BranchUpdated { organisation, branch, name, country } => vec![
                LeafDraft::new(*organisation, "branch.updated")
                    .on("branch", branch)
                    .fact("country", country.now)
                    .fact("country_was", country.was)
                    .text("name", name.now)
                    .text("name_was", name.was),
            ],
            Self::AddressAsked(asked) => asked.leaf().into_iter().collect(),
            Self::AddressConfirmed { organisation, branch, email, released } => vec![
                LeafDraft::new(*organisation, "branch.address_confirmed")
                    .on("branch", branch)
                    .text("email", *email)
                    .text_opt("released", *released),
            ],
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::OrganisationCreated { .. }
            | Self::OrganisationUpdated { .. }
            | Self::BranchCreated { .. }
            | Self::BranchUpdated { .. }
            | Self::AddressConfirmed { .. } => Vec::new(),
            Self::AddressAsked(asked) => vec![LetterDraft::new(
                asked.organisation,
                asked.email.as_str(),
                mail::letter::ConfirmBranchAddress {
                    organisation: asked.organisation_name.clone(),
                    branch: asked.branch_name.clone(),
                    link: LinkTo::secret(Purpose::ConfirmBranch, asked.branch, asked.generation),
                    until: asked.until.clone(),
                },
            )],
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::OrganisationCreated { founder, .. } => vec![Hint::new(*founder, Topic::Person)],
            Self::OrganisationUpdated { organisation, .. }
            | Self::BranchCreated { organisation, .. }
            | Self::BranchUpdated { organisation, .. }
            | Self::AddressConfirmed { organisation, .. }
            | Self::AddressAsked(AddressAsked { organisation, .. }) => {
                vec![Hint::new(*organisation, Topic::Practice)]
            }
        }
    }
}

impl AddressAsked {
    fn leaf(&self) -> Option<LeafDraft> {
        let act = match self.occasion {
            Occasion::Founding => return None,
            Occasion::Change => "branch.address_changed",
            Occasion::Again => "branch.address_asked",
        };
        Some(
            LeafDraft::new(self.organisation, act)
                .on("branch", self.branch)
                .text("email", self.email.as_str()),
        )
    }
}
