//! What a command and a query are.

use crate::Tenant;
use crate::door::{Door, Work};
use kernel::Refusal;
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// A wish to change something: plain data, plus who may (`open`) and what happens (`apply`).
///
/// It may run more than once (a lost race), so it takes `&self` and draws ids and time from the door.
pub trait Command: Serialize + Send + Sync + 'static {
    /// Stable name, e.g. `accept_invitation`; part of the idempotency key and of the goldens.
    const NAME: &'static str;
    /// What `open` hands to `apply`: the permission, as a value.
    type Handle: Send;
    /// What the caller gets; stored, so that a second call with the same key reads the same.
    type Output: Serialize + DeserializeOwned + Send + 'static;

    /// The tenants whose state may change, read from facts that never change. The first one keeps
    /// the idempotency row. Empty only for commands that found their tenant themselves.
    fn tenants(&self, door: &mut Door<'_, '_>) -> impl Future<Output = Result<Vec<Tenant>, Refusal>> + Send;

    /// Decides whether this actor may, and proves it with a handle.
    fn open(&self, door: &mut Door<'_, '_>) -> impl Future<Output = Result<Self::Handle, Refusal>> + Send;

    /// Does it: decides with pure code, writes through `store.rs`, records events.
    fn apply(
        &self,
        handle: &Self::Handle,
        work: &mut Work<'_, '_>,
    ) -> impl Future<Output = Result<Self::Output, Refusal>> + Send;
}

/// A question. It gets a snapshot and decides by itself who may ask.
pub trait Query: Send + Sync + 'static {
    /// The answer.
    type Output: Send + 'static;
    /// Asks one snapshot.
    fn answer(&self, door: &mut Door<'_, '_>) -> impl Future<Output = Result<Self::Output, Refusal>> + Send;
}

/// A caller's own name for one attempt; the same name and the same command are done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// 8 to 128 printable ASCII characters.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let fits = (8..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::field(
                "idempotency_key",
                "bad_key",
                "Use 8 to 128 printable characters without spaces.",
            ))
        }
    }
    /// As given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
