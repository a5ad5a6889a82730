//! Taking due letters out of the queue, and settling what became of them. Only jobs run these.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::mail::store;
use kernel::{Fault, LetterId, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// How long a process may keep a letter before another one tries.
const LEASE_SECONDS: i64 = 180;

/// A letter that this process delivers now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClaimedLetter {
    /// The outbox's tenant, as stored.
    pub tenant: [u8; 16],
    /// The letter.
    pub letter: LetterId,
    /// The addressee.
    pub address: String,
    /// The stored letter, as JSON.
    pub params: String,
    /// Tries before this one.
    pub attempts: i64,
    /// When it was queued: the letter's date.
    pub created_at: Moment,
}

/// Takes up to fifty due letters.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimLetters;

impl Command for ClaimLetters {
    const NAME: &'static str = "claim_letters";
    type Handle = ();
    type Output = Vec<ClaimedLetter>;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(Vec::new())
    }
    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.job()
    }
    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<Vec<ClaimedLetter>, Refusal> {
        let now = work.now;
        let mut claimed = Vec::new();
        for letter in store::due(work.tx(), now).await? {
            work.tx().name(letter.tenant);
            // Another process may have been faster: then the row no longer looks as it was read.
            if store::lease(work.tx(), &letter, now, now.plus_seconds(LEASE_SECONDS)).await? {
                claimed.push(letter);
            }
        }
        Ok(claimed)
    }
}

/// What became of a try.
#[derive(Debug, Clone, Serialize)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// It goes again at this instant.
    Later {
        /// When.
        due_at: Moment,
        /// Why it did not go now.
        failure: String,
    },
    /// It never goes: a dead letter, visible to whoever runs the server.
    Dead {
        /// Why.
        failure: String,
    },
}

/// Writes down what became of a try.
#[derive(Debug, Clone, Serialize)]
pub struct SettleLetter {
    /// The outbox's tenant, as stored.
    pub tenant: [u8; 16],
    /// The letter.
    pub letter: LetterId,
    /// What became of it.
    pub outcome: Outcome,
}

impl Command for SettleLetter {
    const NAME: &'static str = "settle_letter";
    type Handle = ();
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(Vec::new())
    }
    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.job()
    }
    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let now = work.now;
        work.tx().name(self.tenant);
        let settled = store::settle(work.tx(), self, now).await?;
        if settled { Ok(()) } else { Err(Fault::internal("a claimed letter vanished").into()) }
    }
}
