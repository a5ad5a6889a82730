//! What happens in a firm.

use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{OrganisationId, UserId};

/// Something happened in a firm.
pub enum PracticeEvent<'e> {
    /// A person signed up a firm and became its Super Admin.
    OrganisationCreated { organisation: OrganisationId, founder: UserId, name: &'e str, country: &'e str },
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
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::OrganisationCreated { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::OrganisationCreated { founder, .. } => vec![Hint::new(*founder, Topic::Person)],
        }
    }
}
