//! What happens to a person's sign-in.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::identity::request_reset::RESET_MINUTES;
use crate::keys::Purpose;
use crate::mail::{LetterDraft, LinkTo, day_and_time};
use crate::realtime::{Hint, Topic};
use kernel::{Moment, SessionId, TokenId, UserId};

/// Something happened to a sign-in.
pub enum IdentityEvent<'e> {
    /// Somebody signed up; the address is not confirmed yet.
    Registered { user: UserId, name: &'e str, email: &'e str, generation: i64, until: Moment },
    /// Somebody signed up with an address that has a sign-in already.
    RegisteredAgain { user: UserId, name: &'e str, email: &'e str },
    /// The address is confirmed.
    EmailConfirmed { user: UserId, email: &'e str },
    /// A browser signed in.
    SessionStarted { user: UserId, session: SessionId, agent: &'e str, address: &'e str },
    /// Somebody, perhaps the person, asked for a new password.
    ResetAsked { user: UserId, name: &'e str, email: &'e str, generation: i64 },
    /// The mailbox set a new password; all sessions and tokens ended by it.
    PasswordReset { user: UserId, name: &'e str, email: &'e str, confirms: bool, at: Moment },
    /// The person set a new password; her other sessions ended by it.
    PasswordChanged { user: UserId, name: &'e str, email: &'e str, at: Moment },
    /// The person typed her password again.
    IdentityProved { user: UserId, session: SessionId },
    /// One session ended before its time.
    SessionEnded { user: UserId, session: SessionId },
    /// All sessions but one ended.
    OtherSessionsEnded { user: UserId, count: u64 },
    /// A token was made.
    TokenCreated { user: UserId, token: TokenId, name: &'e str, expires_at: Moment },
    /// A token was taken back.
    TokenRevoked { user: UserId, token: TokenId },
    /// The person has another name, here and in every place to which she belongs.
    Renamed { user: UserId, name: &'e str, former: &'e str, places: &'e [Tenant] },
}

impl DomainEvent for IdentityEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::Registered { user, name, email, .. } => {
                vec![person(*user, "person.registered").text("name", *name).text("email", *email)]
            }
            // Telling the person by mail is enough: nothing of hers has changed.
            Self::RegisteredAgain { .. } | Self::ResetAsked { .. } => Vec::new(),
            Self::EmailConfirmed { user, email } => {
                vec![person(*user, "person.email_confirmed").text("email", *email)]
            }
            Self::SessionStarted { user, session: id, agent, address } => {
                vec![session(*user, *id, "session.started").text("agent", *agent).text("address", *address)]
            }
            Self::PasswordReset { user, confirms, .. } => {
                vec![person(*user, "password.reset").fact("confirms_email", *confirms)]
            }
            Self::PasswordChanged { user, .. } => vec![person(*user, "password.changed")],
            Self::IdentityProved { user, session: id } => vec![session(*user, *id, "session.proved")],
            Self::SessionEnded { user, session: id } => vec![session(*user, *id, "session.ended")],
            Self::OtherSessionsEnded { user, count } => {
                vec![LeafDraft::new(*user, "session.ended").fact("others", *count)]
            }
            Self::TokenCreated { user, token: id, name, expires_at } => vec![
                token(*user, *id, "token.created")
                    .fact("expires_at", expires_at.iso_millis())
                    .text("name", *name),
            ],
            Self::TokenRevoked { user, token: id } => vec![token(*user, *id, "token.revoked")],
            Self::Renamed { user, name, former, places } => {
                let told = |tenant: Tenant, act| {
                    LeafDraft::new(tenant, act)
                        .on("person", user)
                        .text("name", *name)
                        .text("former_name", *former)
                };
                let everywhere = places.iter().map(|place| told(*place, "member.renamed"));
                std::iter::once(told((*user).into(), "person.renamed")).chain(everywhere).collect()
            }
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Registered { user, name, email, generation, until } => {
                let letter = mail::letter::ConfirmEmail {
                    person: (*name).to_owned(),
                    link: LinkTo::secret(Purpose::ConfirmEmail, *user, *generation),
                    until: day_and_time(*until),
                };
                vec![LetterDraft::new(*user, *email, letter)]
            }
            Self::RegisteredAgain { user, name, email } => {
                let letter = mail::letter::AlreadyRegistered {
                    person: (*name).to_owned(),
                    sign_in_link: LinkTo::path("/sign-in"),
                    reset_link: LinkTo::path("/forgot"),
                };
                vec![LetterDraft::new(*user, *email, letter)]
            }
            Self::ResetAsked { user, name, email, generation } => {
                let letter = mail::letter::ResetPassword {
                    person: (*name).to_owned(),
                    link: LinkTo::secret(Purpose::ResetPassword, *user, *generation),
                    minutes: RESET_MINUTES,
                };
                vec![LetterDraft::new(*user, *email, letter)]
            }
            Self::PasswordReset { user, name, email, at, .. }
            | Self::PasswordChanged { user, name, email, at } => {
                let letter =
                    mail::letter::PasswordChanged { person: (*name).to_owned(), when: day_and_time(*at) };
                vec![LetterDraft::new(*user, *email, letter)]
            }
            Self::EmailConfirmed { .. }
            | Self::SessionStarted { .. }
            | Self::IdentityProved { .. }
            | Self::SessionEnded { .. }
            | Self::OtherSessionsEnded { .. }
            | Self::TokenCreated { .. }
            | Self::TokenRevoked { .. }
            | Self::Renamed { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::Registered { .. }
            | Self::RegisteredAgain { .. }
            | Self::EmailConfirmed { .. }
            | Self::SessionStarted { .. }
            | Self::ResetAsked { .. }
            | Self::IdentityProved { .. }
            | Self::TokenCreated { .. } => Vec::new(),
            Self::PasswordReset { user, .. }
            | Self::PasswordChanged { user, .. }
            | Self::SessionEnded { user, .. }
            | Self::OtherSessionsEnded { user, .. }
            | Self::TokenRevoked { user, .. } => vec![Hint::new(*user, Topic::Person)],
            Self::Renamed { places, .. } => places
                .iter()
                .filter_map(|place| people_of(*place).map(|topic| Hint::new(*place, topic)))
                .collect(),
        }
    }
}

fn person(user: UserId, act: &'static str) -> LeafDraft {
    LeafDraft::new(user, act).on("person", user)
}

fn session(user: UserId, session: SessionId, act: &'static str) -> LeafDraft {
    LeafDraft::new(user, act).on("session", session)
}

fn token(user: UserId, token: TokenId, act: &'static str) -> LeafDraft {
    LeafDraft::new(user, act).on("token", token)
}

/// Which list of a tenant shows the names of its people.
fn people_of(tenant: Tenant) -> Option<Topic> {
    match tenant {
        Tenant::Organisation(_) => Some(Topic::Team),
        Tenant::Books(_) => Some(Topic::Access),
        Tenant::Person(_) | Tenant::Operator => None,
    }
}
