//! Checkpoints: what the log states about itself, signed, and never two stories.

use crate::audit::store::reading;
use crate::audit::{log_name, store};
use crate::door::{Command, Door, Query, Work};
use crate::{Actor, App, Core, Tenant};
use ::store::Read;
use evidence::checkpoint::{Checkpoint, may_sign};
use evidence::hash::Hash;
use evidence::note::SigningKey;
use evidence::proof::{Plan, root_nodes, verify_consistency};
use evidence::tree::Head;
use kernel::{Fault, FieldError, Refusal};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What was signed last, kept outside the database: an older copy of the database cannot forget it.
pub trait SignerMemory: Send + Sync + 'static {
    /// The last head signed for a log.
    fn last(&self, origin: &str) -> Result<Option<Head>, Fault>;
    /// Remembers a head durably before its signature leaves the server.
    fn remember(&self, origin: &str, head: Head) -> Result<(), Fault>;
}

/// A memory that lives as long as the process: for tests and for a demo.
#[derive(Default)]
pub struct ForgetfulMemory {
    heads: Mutex<HashMap<String, Head>>,
}

impl SignerMemory for ForgetfulMemory {
    fn last(&self, origin: &str) -> Result<Option<Head>, Fault> {
        Ok(self.heads.lock().unwrap_or_else(PoisonError::into_inner).get(origin).copied())
    }
    fn remember(&self, origin: &str, head: Head) -> Result<(), Fault> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).insert(origin.to_owned(), head);
        Ok(())
    }
}

/// The key of a log: it bears the log's name.
pub(super) fn key_of(core: &Core, tenant: Tenant) -> Result<SigningKey, Fault> {
    SigningKey::from_seed(&log_name(&core.origin, tenant), &core.keys.signer_seed()).map_err(Fault::internal)
}

/// The hashes of a plan, from the stored nodes.
pub(super) async fn hashes(read: &mut Read<'_>, tenant: Tenant, plan: &Plan) -> Result<Vec<Hash>, Fault> {
    let mut known = HashMap::new();
    for node in plan.needed_nodes() {
        known.insert(node, reading::node(read, tenant, node).await?);
    }
    plan.hashes(|node| known.get(&node).copied().ok_or_else(|| Fault::internal("a node was not fetched")))
}

/// The head of the first `size` leaves, from the stored nodes.
async fn head_at(read: &mut Read<'_>, tenant: Tenant, size: u64) -> Result<Head, Fault> {
    let mut known = HashMap::new();
    for node in root_nodes(size) {
        known.insert(node, reading::node(read, tenant, node).await?);
    }
    let fetch = |node| known.get(&node).copied().ok_or_else(|| Fault::internal("a node was not fetched"));
    Ok(Head { size, root: evidence::proof::root_at(size, fetch)? })
}

async fn consistency(read: &mut Read<'_>, tenant: Tenant, from: u64, to: u64) -> Result<Vec<Hash>, Fault> {
    match from {
        0 => Ok(Vec::new()),
        from if from >= to => Ok(Vec::new()),
        from => hashes(read, tenant, &Plan::consistency(from, to).map_err(Fault::internal)?).await,
    }
}

/// The log says something else than was signed before: an older copy of the database, or a changed one.
fn not_as_signed(origin: &str, reason: impl std::fmt::Display) -> Refusal {
    tracing::error!(log = origin, %reason, "the signer refuses");
    Refusal::rule(
        "log_not_as_signed",
        "This log is not what was signed before, so nothing is signed. Ask whoever runs the server.",
    )
}

/// The head to sign for `size` leaves (all of them when none is named), once it is proven to agree with
/// everything signed before; and the whole head, which is what the signer then remembers.
async fn signable(
    read: &mut Read<'_>,
    core: &Core,
    tenant: Tenant,
    size: Option<u64>,
) -> Result<(Head, Head), Refusal> {
    let whole = store::read_head(read, tenant).await?.ok_or(Refusal::NotFound)?.frontier.head();
    let origin = log_name(&core.origin, tenant);
    let memories = [reading::signed(read, tenant).await?, core.signer_memory.last(&origin)?];
    for last in memories.into_iter().flatten() {
        let proof = consistency(read, tenant, last.size, whole.size).await?;
        may_sign(Some(&last), &whole, &proof).map_err(|refusal| not_as_signed(&origin, refusal))?;
    }
    let size = size.unwrap_or(whole.size);
    if size > whole.size {
        return Err(Refusal::Invalid(vec![FieldError::NotAChoice.at("size")]));
    }
    if size == whole.size {
        return Ok((whole, whole));
    }
    let wanted = head_at(read, tenant, size).await?;
    let proof = consistency(read, tenant, size, whole.size).await?;
    verify_consistency(&wanted, &whole, &proof).map_err(|error| not_as_signed(&origin, error))?;
    Ok((wanted, whole))
}

/// A signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// The head it states.
    pub head: Head,
    /// The note, byte for byte.
    pub note: String,
}

/// Writes down what is about to be signed. Signing itself waits for the commit: a head that was never
/// committed must not be remembered.
#[derive(Debug, Clone, Serialize)]
struct PrepareCheckpoint {
    tenant: Tenant,
}

impl Command for PrepareCheckpoint {
    const NAME: &'static str = "prepare_checkpoint";
    type Handle = ();
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.tenant])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.read_log(self.tenant).await.map(drop)
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let core = work.core;
        let (_, whole) = signable(work.tx(), core, self.tenant, None).await?;
        Ok(reading::remember_signed(work.tx(), self.tenant, whole).await?)
    }
}

/// What may be signed, as one snapshot shows it.
struct Signable {
    tenant: Tenant,
    size: Option<u64>,
}

/// A head that may be signed, and what both memories have to hold before.
struct Proven {
    wanted: Head,
    whole: Head,
    in_database: Option<Head>,
}

impl Query for Signable {
    type Output = Proven;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Proven, Refusal> {
        door.read_log(self.tenant).await?;
        let core = door.core;
        let read = door.read();
        let (wanted, whole) = signable(read, core, self.tenant, self.size).await?;
        let in_database = reading::signed(read, self.tenant).await?;
        Ok(Proven { wanted, whole, in_database })
    }
}

/// A checkpoint over `size` leaves, over all when none is named. Both memories hold it before it leaves.
pub async fn checkpoint(
    app: &App,
    actor: &Actor,
    tenant: Tenant,
    size: Option<u64>,
) -> Result<SignedCheckpoint, Refusal> {
    let mut proven = app.read(actor, Signable { tenant, size }).await?;
    if proven.in_database.is_none_or(|signed| signed.size < proven.wanted.size) {
        app.run(actor, None, PrepareCheckpoint { tenant }).await?;
        // The log may have grown meanwhile; what is signed is what is now remembered, or a part of it.
        proven = app.read(actor, Signable { tenant, size: Some(proven.wanted.size) }).await?;
    }
    let origin = log_name(&app.core.origin, tenant);
    remember(app, &origin, &proven).await?;
    let key = key_of(&app.core, tenant)?;
    let checkpoint = Checkpoint { origin, head: proven.wanted };
    let note = checkpoint.sign(&key).map_err(Fault::internal)?.to_string();
    Ok(SignedCheckpoint { head: proven.wanted, note })
}

/// The memory outside the database learns the head that the database remembers.
async fn remember(app: &App, origin: &str, proven: &Proven) -> Result<(), Refusal> {
    let head = proven.in_database.filter(|signed| signed.size >= proven.wanted.size).unwrap_or(proven.whole);
    let memory: Arc<dyn SignerMemory> = app.core.signer_memory.clone();
    if memory.last(origin)?.is_some_and(|last| last.size >= head.size) {
        return Ok(());
    }
    memory.remember(origin, head)?;
    Ok(())
}
