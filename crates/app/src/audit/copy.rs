//! Acts of delegates reach the firm's tree: in order, exactly once, with the leaf they were.

use crate::audit::LeafDraft;
use crate::audit::log_name;
use crate::audit::store::copies::{self, Waiting};
use crate::door::{Command, Door, OnlyLogged, Query, Work};
use crate::{Tenant, Who};
use evidence::hash::leaf_hash;
use kernel::{Fault, OrganisationId, Refusal};
use serde::Serialize;

/// The most acts copied by one command.
const MOST: i64 = 200;

/// Copies what waits for one firm. Only our own job runs it.
#[derive(Debug, Clone, Serialize)]
pub struct CopyDelegatedActs {
    /// The firm.
    pub organisation: OrganisationId,
}

/// The copy of an act: where it stands, what it was, who did it when.
fn copy(organisation: OrganisationId, origin: &str, act: &Waiting) -> Result<LeafDraft, Fault> {
    let leaf: serde_json::Value = serde_json::from_slice(&act.line).map_err(Fault::internal)?;
    let mut draft = LeafDraft::new(organisation, "delegated.act")
        .fact("log", log_name(origin, Tenant::Books(act.books)))
        .fact("seq", act.seq)
        .fact("leaf_hash", leaf_hash(&act.line).to_base64())
        .text("company", act.company.as_str());
    let facts = [
        ("act", "/act"),
        ("at", "/at"),
        ("res", "/res"),
        ("person", "/actor/user"),
        ("connection", "/actor/connection"),
        ("branch", "/actor/branch"),
        ("visit", "/chg/visit"),
    ];
    for (name, path) in facts {
        if let Some(value) = leaf.pointer(path).and_then(serde_json::Value::as_str) {
            draft = draft.fact(name, value);
        }
    }
    Ok(draft)
}

impl Command for CopyDelegatedActs {
    const NAME: &'static str = "copy_delegated_acts";
    type Handle = ();
    type Output = u64;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        if matches!(door.actor.who, Who::Job(_)) { Ok(()) } else { Err(Refusal::NotFound) }
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<u64, Refusal> {
        let waiting = copies::waiting(work.tx(), self.organisation, MOST).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        for act in &waiting {
            let leaf = copy(self.organisation, &work.core().origin, act)?;
            work.record(&OnlyLogged(leaf));
        }
        copies::done(work.tx(), self.organisation, &waiting).await?;
        Ok(waiting.len() as u64)
    }
}

/// The firms for which acts wait.
pub struct FirmsWithCopies;

/// The most firms of one round.
const FIRMS: usize = 100;

impl Query for FirmsWithCopies {
    type Output = Vec<OrganisationId>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<OrganisationId>, Refusal> {
        if !matches!(door.actor.who, Who::Job(_)) {
            return Err(Refusal::NotFound);
        }
        let mut firms: Vec<OrganisationId> = Vec::new();
        while firms.len() < FIRMS {
            match copies::next_firm(door.read(), firms.last().copied()).await? {
                Some(firm) => firms.push(firm),
                None => break,
            }
        }
        Ok(firms)
    }
}
