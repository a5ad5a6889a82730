//! What happens to a person's sign-in.

use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::keys::Purpose;
use crate::mail::{LetterDraft, LinkTo};
use crate::realtime::Hint;
use kernel::{SessionId, UserId};

/// Something happened to a sign-in.
pub enum IdentityEvent<'e> {
    /// Somebody signed up; the address is not confirmed yet.
    Registered { user: UserId, name: &'e str, email: &'e str, generation: i64, until: String },
    /// Somebody signed up with an address that has a sign-in already.
    RegisteredAgain { user: UserId, name: &'e str, email: &'e str },
    /// The address is confirmed.
    EmailConfirmed { user: UserId, email: &'e str },
    /// A browser signed in.
    SessionStarted { user: UserId, session: SessionId, agent: &'e str, address: &'e str },
}

impl DomainEvent for IdentityEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::Registered { user, name, email, .. } => vec![
                LeafDraft::new(*user, "person.registered")
                    .on("person", user)
                    .text("name", *name)
                    .text("email", *email),
            ],
            // Telling the person by mail is enough: nothing of hers has changed.
            Self::RegisteredAgain { .. } => Vec::new(),
            Self::EmailConfirmed { user, email } => {
                vec![LeafDraft::new(*user, "person.email_confirmed").on("person", user).text("email", *email)]
            }
            Self::SessionStarted { user, session, agent, address } => vec![
                LeafDraft::new(*user, "session.started")
                    .on("session", session)
                    .text("agent", *agent)
                    .text("address", *address),
            ],
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Registered { user, name, email, generation, until } => vec![LetterDraft::new(
                *user,
                *email,
                mail::letter::ConfirmEmail {
                    person: (*name).to_owned(),
                    link: LinkTo::secret(Purpose::ConfirmEmail, *user, *generation),
                    until: until.clone(),
                },
            )],
            Self::RegisteredAgain { user, name, email } => vec![LetterDraft::new(
                *user,
                *email,
                mail::letter::AlreadyRegistered {
                    person: (*name).to_owned(),
                    sign_in_link: LinkTo::path("/sign-in"),
                    reset_link: LinkTo::path("/forgot"),
                },
            )],
            Self::EmailConfirmed { .. } | Self::SessionStarted { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::Registered { .. }
            | Self::RegisteredAgain { .. }
            | Self::EmailConfirmed { .. }
            | Self::SessionStarted { .. } => Vec::new(),
        }
    }
}
