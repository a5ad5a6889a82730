//! The order of every write: lock the tenants, replay or open, apply, close.

use crate::audit::Head;
use crate::door::{Command, Denial, Door, Draw, IdempotencyKey, Query, Work, store};
use crate::{Actor, Core, Tenant};
use ::store::{Engine, Read, Reading, Tx, Writing};
use kernel::{Fault, Moment, Refusal};
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// One command on its way through the door.
pub(crate) struct Running<C: Command> {
    pub command: C,
    pub actor: Actor,
    pub key: Option<IdempotencyKey>,
    pub core: Arc<Core>,
    pub now: Moment,
    pub seed: [u8; 32],
    /// Left behind by a refusal of somebody with standing.
    pub denial: Arc<Mutex<Option<Denial>>>,
}

impl<C: Command> Running<C> {
    async fn lock(&self, tx: &mut Tx<'_>, tenants: &[Tenant]) -> Result<Vec<(Tenant, Head)>, Refusal> {
        let mut ordered = tenants.to_vec();
        ordered.sort_by_key(|tenant| tenant.bytes());
        ordered.dedup();
        let mut heads = Vec::with_capacity(ordered.len());
        for tenant in ordered {
            tx.name(tenant.bytes());
            let head = match tx.engine() {
                Engine::Postgres => crate::audit::take_head(tx, tenant).await?,
                // The one writer thread is the order already.
                Engine::Sqlite => crate::audit::read_head(tx, tenant).await?,
            };
            heads.push((tenant, head.ok_or(Refusal::NotFound)?));
        }
        Ok(heads)
    }

    fn request_hash(&self) -> Result<[u8; 32], Fault> {
        let body = serde_json::to_vec(&self.command).map_err(Fault::internal)?;
        Ok(Sha256::digest(&body).into())
    }

    /// The answer of an earlier attempt under the same key.
    async fn replay(&self, tx: &mut Tx<'_>, tenant: Option<Tenant>) -> Result<Option<C::Output>, Refusal> {
        let (Some(key), Some(user), Some(tenant)) = (&self.key, self.actor.user(), tenant) else {
            return Ok(None);
        };
        let Some((hash, output)) = store::recall(tx, tenant, user, C::NAME, key.as_str()).await? else {
            return Ok(None);
        };
        if hash != self.request_hash()? {
            return Err(Refusal::rule(
                "idempotency_key_reused",
                "This key was used for a different request.",
            ));
        }
        Ok(Some(serde_json::from_str(&output).map_err(Fault::internal)?))
    }
}

impl<C: Command> Writing for Running<C> {
    type Out = C::Output;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<C::Output, Refusal> {
        let tenants = self.command.tenants(&mut Door::new(tx, &self.actor, self.now, &self.core)).await?;
        let heads = self.lock(tx, &tenants).await?;
        // A person's own tenant keeps the key of a command that has none yet.
        let keeper = tenants.first().copied().or_else(|| self.actor.user().map(Tenant::Person));
        if let Some(output) = self.replay(tx, keeper).await? {
            return Ok(output);
        }
        let mut door = Door::new(tx, &self.actor, self.now, &self.core);
        let opened = self.command.open(&mut door).await;
        let (via, denial) = (door.via.take(), door.denial.take());
        let handle = opened.inspect_err(|_| {
            *self.denial.lock().unwrap_or_else(PoisonError::into_inner) = denial;
        })?;
        let draw = Draw::new(self.now, self.seed);
        let mut work = Work::new(tx, &self.actor, &self.core, (self.now, draw), (via, heads));
        let output = self.command.apply(&handle, &mut work).await?;
        let replay = match (&self.key, self.actor.user(), keeper) {
            (Some(key), Some(user), Some(tenant)) => Some(store::Replay {
                tenant,
                user,
                command: C::NAME,
                key: key.as_str().to_owned(),
                request_hash: self.request_hash()?,
                output: serde_json::to_string(&output).map_err(Fault::internal)?,
                now: self.now,
            }),
            _ => None,
        };
        work.close(replay).await?;
        Ok(output)
    }
}

/// One query on its way through the door.
pub(crate) struct Asking<Q: Query> {
    pub query: Q,
    pub actor: Actor,
    pub core: Arc<Core>,
    pub now: Moment,
    pub denial: Arc<Mutex<Option<Denial>>>,
}

impl<Q: Query> Reading for Asking<Q> {
    type Out = Q::Output;

    async fn read(&self, read: &mut Read<'_>) -> Result<Q::Output, Refusal> {
        let mut door = Door::new(read, &self.actor, self.now, &self.core);
        let answer = self.query.answer(&mut door).await;
        if answer.is_err() {
            *self.denial.lock().unwrap_or_else(PoisonError::into_inner) = door.denial.take();
        }
        answer
    }
}
