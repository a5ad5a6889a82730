//! Appending: a draft becomes a line, the line a leaf, the leaf a new right edge.

use crate::access::Via;
use crate::audit::LeafDraft;
use crate::audit::store::{Head, NewRow};
use crate::door::Draw;
use crate::{Actor, Tenant, Who};
use evidence::commitment::commit;
use evidence::hash::leaf_hash;
use evidence::leaf::{Credential, Delegation, Leaf, Object, Outcome, Request};
use kernel::{EventId, Fault, Id as _, Moment};

/// What all leaves of one command have in common.
pub struct Page<'p> {
    /// Who acts.
    pub actor: &'p Actor,
    /// When.
    pub now: Moment,
    /// Through which connection, when through one.
    pub via: Option<&'p Via>,
    /// The server's own name: the first part of every tree's origin.
    pub origin: &'p str,
}

/// The name of a tenant's tree.
#[must_use]
pub fn log_name(origin: &str, tenant: Tenant) -> String {
    format!("{origin}/audit/{tenant}")
}

/// The rows of all leaves of a command, in order, for the trees whose heads were taken.
pub fn append(
    page: &Page<'_>,
    draw: &mut Draw,
    heads: Vec<(Tenant, Head)>,
    drafts: Vec<LeafDraft>,
) -> Result<Vec<NewRow>, Fault> {
    let mut heads = heads;
    let mut rows = Vec::with_capacity(drafts.len() * 4);
    let mut touched: Vec<Tenant> = Vec::new();
    for draft in drafts {
        let Some((tenant, head)) = heads.iter_mut().find(|(tenant, _)| *tenant == draft.tenant) else {
            // A command that writes to a tenant it did not name would race with others.
            debug_assert!(false, "{} writes to {} without having named it", draft.act, draft.tenant);
            return Err(Fault::internal(format!("{} writes to an unnamed tenant", draft.act)));
        };
        leaf_rows(page, draw, *tenant, head, draft, &mut rows)?;
        if !touched.contains(tenant) {
            touched.push(*tenant);
        }
    }
    for (tenant, head) in heads.iter().filter(|(tenant, _)| touched.contains(tenant)) {
        let size = i64::try_from(head.frontier.size()).map_err(Fault::internal)?;
        rows.push(NewRow::Head { tenant: *tenant, size, frontier: head.frontier.to_bytes() });
    }
    Ok(rows)
}

fn leaf_rows(
    page: &Page<'_>,
    draw: &mut Draw,
    tenant: Tenant,
    head: &mut Head,
    draft: LeafDraft,
    rows: &mut Vec<NewRow>,
) -> Result<(), Fault> {
    let place = head.frontier.size();
    let seq = i64::try_from(place).map_err(Fault::internal)?;
    let mut leaf = blank(page, draw, tenant, place, &draft);
    for (name, body) in draft.texts {
        let mut salt = [0; 16];
        salt.copy_from_slice(&draw.bytes()[..16]);
        leaf.c.insert(name.to_owned(), commit(&salt, body.as_bytes()));
        rows.push(NewRow::Text { tenant, seq, name, salt, body });
    }
    let line = leaf.to_line().map_err(Fault::internal)?;
    for node in head.frontier.append(leaf_hash(&line)) {
        let index = i64::try_from(node.index).map_err(Fault::internal)?;
        rows.push(NewRow::Node { tenant, level: i64::from(node.level), index, hash: *node.hash.as_bytes() });
    }
    rows.push(NewRow::Leaf { tenant, seq, line });
    // Acts of a delegate in books reach the firm's tree through an ordered queue; what concerns the
    // connection itself is written to both trees by its own event.
    if let (Some(via), Tenant::Books(_)) = (page.via, tenant)
        && !draft.act.starts_with("connection.")
        && !draft.act.starts_with("visit.")
    {
        rows.push(NewRow::Copy { organisation: via.organisation.bytes(), books: tenant, seq, now: page.now });
    }
    Ok(())
}

fn blank(page: &Page<'_>, draw: &mut Draw, tenant: Tenant, place: u64, draft: &LeafDraft) -> Leaf {
    Leaf {
        log: log_name(page.origin, tenant),
        seq: place,
        id: draw.id::<EventId>().to_string(),
        at: page.now.iso_millis(),
        act: draft.act.to_owned(),
        actor: written_actor(page),
        obj: draft.subject.as_ref().map(|subject| Object {
            kind: subject.kind.to_owned(),
            id: subject.id.clone(),
            rev: subject.revision,
        }),
        res: if draft.denied { Outcome::Denied } else { Outcome::Ok },
        req: Some(Request { id: page.actor.request.to_string(), idempotency: None }),
        chg: written_facts(page, draft),
        c: std::collections::BTreeMap::new(),
        anchor: None,
    }
}

fn written_facts(page: &Page<'_>, draft: &LeafDraft) -> serde_json::Map<String, serde_json::Value> {
    let mut facts = draft.facts.clone();
    // The stay is a fact of the act: the client's page groups what was done by it.
    if let Some(visit) = page.via.and_then(|via| via.visit) {
        facts.entry("visit").or_insert_with(|| visit.to_string().into());
    }
    facts
}

fn written_actor(page: &Page<'_>) -> evidence::leaf::Actor {
    let via = page.via.map(|via| Delegation {
        connection: via.connection.to_string(),
        practice: via.organisation.to_string(),
        branch: Some(via.branch.to_string()),
    });
    match &page.actor.who {
        Who::Person(person) => evidence::leaf::Actor::Person {
            user: person.user.to_string(),
            credential: Some(Credential::Session(person.session.to_string())),
            via,
        },
        Who::Token(token) => evidence::leaf::Actor::Person {
            user: token.user.to_string(),
            credential: Some(Credential::Token(token.token.to_string())),
            via,
        },
        Who::Nobody => evidence::leaf::Actor::System { name: "visitor".to_owned(), caused_by: None },
        Who::Job(name) => evidence::leaf::Actor::System { name: (*name).to_owned(), caused_by: None },
    }
}
