//! What `open` and a query see: a snapshot, the actor, the time. No way to write.

use crate::access::Via;
use crate::{Actor, Core, Tenant};
use ::store::Read;
use kernel::{Moment, Refusal, UserId};

/// A refusal of somebody with standing: it becomes a leaf of the tenant's own log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Whose log it belongs to.
    pub tenant: Tenant,
    /// What was missing, in the words of the product.
    pub needs: &'static str,
    /// The connection through which the person came, when she came through one.
    pub via: Option<Via>,
}

/// The entrance of a command or a query.
pub struct Door<'d, 'c> {
    read: &'d mut Read<'c>,
    /// Who acts.
    pub actor: &'d Actor,
    /// The instant of this run.
    pub now: Moment,
    pub(crate) core: &'d Core,
    pub(crate) via: Option<Via>,
    pub(crate) denial: Option<Denial>,
}

impl<'d, 'c> Door<'d, 'c> {
    pub(crate) fn new(read: &'d mut Read<'c>, actor: &'d Actor, now: Moment, core: &'d Core) -> Self {
        if let Some(user) = actor.user() {
            // What is her own, she may always reach.
            read.name(Tenant::Person(user).bytes());
        }
        Self { read, actor, now, core, via: None, denial: None }
    }

    /// The snapshot, for `store.rs`.
    pub fn read(&mut self) -> &mut Read<'c> {
        self.read
    }

    /// Names a tenant whose rows may be read from here on, besides those that a command locks and those
    /// for which a handle was given. Naming is no permission.
    pub(crate) fn name(&mut self, tenant: impl Into<Tenant>) {
        self.read.name(tenant.into().bytes());
    }

    /// The server's secrets and settings.
    #[must_use]
    pub fn core(&self) -> &Core {
        self.core
    }

    /// The signed-in person, confirmed or not.
    pub fn user(&self) -> Result<UserId, Refusal> {
        self.actor.user().ok_or(Refusal::SignedOut)
    }

    /// Refuses everybody but our own jobs.
    pub fn job(&self) -> Result<(), Refusal> {
        match self.actor.who {
            crate::Who::Job(_) => Ok(()),
            _ => Err(Refusal::NotFound),
        }
    }

    /// Refuses, and remembers it for the log of `tenant`: the actor is known there.
    pub(crate) fn deny(&mut self, tenant: Tenant, needs: &'static str, via: Option<Via>) -> Refusal {
        self.denial = Some(Denial { tenant, needs, via });
        Refusal::Forbidden { needs }
    }
}
