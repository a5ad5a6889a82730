//! Whether a tree is what its leaves say: leaves, nodes and head agree, and nothing signed is contradicted.

use crate::audit::store::reading;
use crate::audit::{log_name, read_head};
use crate::door::{Door, Query};
use crate::{Tenant, Who};
use ::store::Read;
use evidence::hash::leaf_hash;
use evidence::tree::{Frontier, Head, NodeId};
use kernel::{Fault, Refusal};
use std::collections::HashMap;

/// Leaves read at a time.
const BATCH: i64 = 1_000;

/// Verifies one tenant's tree. Only our own jobs ask.
pub struct CheckTree {
    /// Whose tree.
    pub tenant: Tenant,
}

/// Tenants after an id, in the order of their ids, for whoever checks all of them.
pub struct TenantsAfter {
    /// The last tenant of the page before.
    pub after: Option<Tenant>,
    /// Whether only those count whose tree grew since it was signed.
    pub only_unsigned: bool,
}

fn only_jobs(door: &Door<'_, '_>) -> Result<(), Refusal> {
    if matches!(door.actor.who, Who::Job(_)) { Ok(()) } else { Err(Refusal::NotFound) }
}

impl Query for TenantsAfter {
    type Output = Vec<Tenant>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        only_jobs(door)?;
        // The operator's id is all zeros, before every other.
        let after = self.after.map_or([0; 16], Tenant::bytes);
        let mut tenants = Vec::new();
        door.name(Tenant::Operator);
        if self.after.is_none() && read_head(door.read(), Tenant::Operator).await?.is_some() {
            tenants.push(Tenant::Operator);
        }
        tenants.extend(match self.only_unsigned {
            true => reading::unsigned_after(door.read(), after).await?,
            false => reading::tenants_after(door.read(), after).await?,
        });
        Ok(tenants)
    }
}

impl Query for CheckTree {
    type Output = Vec<String>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<String>, Refusal> {
        only_jobs(door)?;
        door.name(self.tenant);
        let origin = log_name(&door.core().origin, self.tenant);
        Ok(check(door.read(), self.tenant, &origin).await?)
    }
}

/// Everything that is wrong with a tree, in words.
async fn check(read: &mut Read<'_>, tenant: Tenant, origin: &str) -> Result<Vec<String>, Fault> {
    let Some(head) = read_head(read, tenant).await? else { return Ok(vec!["no head".to_owned()]) };
    let signed = reading::signed(read, tenant).await?;
    let mut wrong = Vec::new();
    let mut stored: HashMap<NodeId, Vec<u8>> = reading::nodes(read, tenant).await?.into_iter().collect();
    let mut tree = Frontier::new();
    loop {
        let from = i64::try_from(tree.size()).map_err(Fault::internal)?;
        let lines = reading::lines(read, tenant, (from, from + BATCH)).await?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            place(&line, origin, &mut tree, &mut stored, &mut wrong);
            if signed.is_some_and(|signed| signed.size == tree.size() && signed != tree.head()) {
                wrong.push(format!("the first {} leaves are not what was signed", tree.size()));
            }
        }
    }
    let found = tree.head();
    wrong.extend(compare(&head.frontier.head(), &found, signed.as_ref()));
    wrong.extend(
        stored.keys().map(|node| format!("node {} at level {} has no leaves", node.index, node.level)),
    );
    Ok(wrong)
}

/// Appends a stored line and compares the nodes that it finishes with the stored ones.
fn place(
    line: &reading::Line,
    origin: &str,
    tree: &mut Frontier,
    stored: &mut HashMap<NodeId, Vec<u8>>,
    wrong: &mut Vec<String>,
) {
    let leaf: serde_json::Value = serde_json::from_slice(&line.line).unwrap_or_default();
    let says_so = leaf["log"] == origin && leaf["seq"] == tree.size();
    if !says_so || line.seq.unsigned_abs() != tree.size() {
        wrong.push(format!("leaf {} does not stand where it says", line.seq));
    }
    for node in tree.append(leaf_hash(&line.line)) {
        let at = NodeId { level: node.level, index: node.index };
        if stored.remove(&at).as_deref() != Some(node.hash.as_bytes().as_slice()) {
            wrong.push(format!("node {} at level {} is not what its leaves say", at.index, at.level));
        }
    }
}

fn compare(head: &Head, found: &Head, signed: Option<&Head>) -> Vec<String> {
    let mut wrong = Vec::new();
    if head != found {
        wrong.push(format!(
            "the head says {} leaves, or another root, than the {} found",
            head.size, found.size
        ));
    }
    if let Some(signed) = signed.filter(|signed| signed.size > found.size) {
        wrong.push(format!("{} leaves were signed, {} are there", signed.size, found.size));
    }
    wrong
}
