//! Coming and going.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::clients::store::Connection;
use crate::clients::visits::store::Visit;
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{Moment, UserId, VisitId};

/// Somebody of a firm came or went.
pub(super) enum VisitEvent<'e> {
    /// The books were opened; an earlier visit of the same sign-in ended by it.
    Opened {
        user: UserId,
        connection: &'e Connection,
        visit: VisitId,
        earlier: Option<VisitId>,
        company: &'e str,
    },
    /// Nobody used it any more.
    RanOut {
        connection: &'e Connection,
        visit: &'e Visit,
        company: &'e str,
        person: (UserId, &'e str),
        at: Moment,
    },
    /// The person went back.
    Closed { connection: &'e Connection, visit: &'e Visit, company: &'e str, at: Moment },
}

impl VisitEvent<'_> {
    fn connection(&self) -> &Connection {
        match self {
            Self::Opened { connection, .. }
            | Self::RanOut { connection, .. }
            | Self::Closed { connection, .. } => connection,
        }
    }

    fn leaf(&self, tenant: Tenant) -> LeafDraft {
        match self {
            Self::Opened { connection, visit, earlier, company, .. } => {
                let leaf = LeafDraft::new(tenant, "visit.opened")
                    .on("visit", visit)
                    .text("company", *company)
                    .text("firm", &connection.organisation_name);
                match earlier {
                    Some(earlier) => leaf.fact("replaces", earlier.to_string()),
                    None => leaf,
                }
            }
            Self::RanOut { connection, visit, company, person: (user, name), at } => {
                closed(tenant, visit, *at)
                    .fact("idle", true)
                    .fact("person", user.to_string())
                    .fact("ended_at", at.iso_millis())
                    .text("company", *company)
                    .text("firm", &connection.organisation_name)
                    .text("name", *name)
            }
            Self::Closed { connection, visit, company, at } => closed(tenant, visit, *at)
                .text("company", *company)
                .text("firm", &connection.organisation_name),
        }
    }
}

fn closed(tenant: Tenant, visit: &Visit, at: Moment) -> LeafDraft {
    LeafDraft::new(tenant, "visit.closed")
        .on("visit", visit.visit)
        .fact("minutes", at.seconds_since(visit.opened_at) / 60)
}

impl DomainEvent for VisitEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        let connection = self.connection();
        vec![self.leaf(connection.books.into()), self.leaf(connection.organisation.into())]
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Opened { .. } | Self::RanOut { .. } | Self::Closed { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        let connection = self.connection();
        let mut hints =
            vec![Hint::new(connection.books, Topic::Access), Hint::new(connection.books, Topic::Log)];
        match self {
            // Her stream opens anew and watches these books too.
            Self::Opened { user, .. } => hints.push(Hint::new(*user, Topic::Person)),
            Self::RanOut { .. } | Self::Closed { .. } => {}
        }
        hints
    }
}
