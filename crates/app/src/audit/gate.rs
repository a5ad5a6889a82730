//! Who may read which log.

use crate::access::{BooksKey, Permission};
use crate::door::Door;
use crate::{Tenant, Who};
use ::store::Read;
use kernel::{BranchId, ConnectionId, Refusal, UserId};

/// What of a log somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Whole,
    /// A delegate: what was done through her own connection.
    Connection(ConnectionId),
    /// A member of a firm: what concerns her branches, and what she did herself.
    Branches(Vec<BranchId>, UserId),
}

impl Door<'_, '_> {
    /// A log that the actor may read, and how much of it.
    pub(super) async fn read_log(&mut self, tenant: Tenant) -> Result<Sight, Refusal> {
        if matches!(self.actor.who, Who::Job(_)) {
            self.name(tenant);
            return Ok(Sight::Whole);
        }
        match tenant {
            Tenant::Books(books) => {
                let handle = self.read_books(books, BooksKey::AuditRead).await?;
                Ok(handle.via().map_or(Sight::Whole, |via| Sight::Connection(via.connection)))
            }
            Tenant::Organisation(organisation) => {
                let handle = self.somewhere(organisation, Permission::ViewAuditLogs).await?;
                Ok(match handle.branches_with(Permission::ViewAuditLogs) {
                    None => Sight::Whole,
                    Some(branches) => Sight::Branches(branches, handle.user()),
                })
            }
            Tenant::Person(user) => {
                if user == self.herself().await? {
                    Ok(Sight::Whole)
                } else {
                    Err(Refusal::NotFound)
                }
            }
            Tenant::Operator => {
                self.herself().await?;
                Err(Refusal::NotFound)
            }
        }
    }

    /// A log that the actor may take away as a whole: never through a connection, never from a branch.
    pub(super) async fn take_log(&mut self, tenant: Tenant) -> Result<(), Refusal> {
        if matches!(self.actor.who, Who::Job(_)) {
            self.name(tenant);
            return Ok(());
        }
        match tenant {
            Tenant::Books(books) => self.own_books(books, BooksKey::AuditRead).await.map(drop),
            Tenant::Organisation(organisation) => {
                self.whole_organisation(organisation, Permission::ViewAuditLogs).await.map(drop)
            }
            Tenant::Person(_) | Tenant::Operator => self.read_log(tenant).await.map(drop),
        }
    }

    async fn herself(&mut self) -> Result<UserId, Refusal> {
        let mine = self.mine().await?;
        let read: &mut Read<'_> = self.read();
        Ok(mine.user(read))
    }
}
