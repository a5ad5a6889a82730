//! What happens to who may enter.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::clients::store::{Connection, Given};
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{Day, UserId};

/// Something happened to an assignment.
pub(super) enum AssignmentEvent<'e> {
    /// A member got access.
    Given { given: &'e Given<'e>, company: &'e str, last_day: Option<Day> },
    /// A member lost it.
    Removed { connection: &'e Connection, user: UserId, name: &'e str, company: &'e str },
}

impl DomainEvent for AssignmentEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::Given { given, company, last_day } => {
                let leaf = |tenant: Tenant| {
                    let leaf = LeafDraft::new(tenant, "connection.access_given")
                        .on("connection", given.connection)
                        .fact("person", given.user.to_string())
                        .fact("level", given.preset.word())
                        .text("name", given.name)
                        .text("company", *company)
                        .text_opt("reason", given.reason);
                    match last_day {
                        Some(day) => leaf.fact("last_day", day.to_string()),
                        None => leaf,
                    }
                };
                vec![leaf(given.books.into()), leaf(given.organisation.into())]
            }
            Self::Removed { connection, user, name, company } => {
                let leaf = |tenant: Tenant| {
                    LeafDraft::new(tenant, "connection.access_removed")
                        .on("connection", connection.connection)
                        .fact("person", user.to_string())
                        .text("name", *name)
                        .text("company", *company)
                };
                vec![leaf(connection.books.into()), leaf(connection.organisation.into())]
            }
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Given { .. } | Self::Removed { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        let (books, organisation, user) = match self {
            Self::Given { given, .. } => (given.books, given.organisation, given.user),
            Self::Removed { connection, user, .. } => (connection.books, connection.organisation, *user),
        };
        vec![
            Hint::new(books, Topic::Access),
            Hint::new(organisation, Topic::Clients),
            Hint::new(user, Topic::Person),
        ]
    }
}
