//! A stored line as people read it.

use crate::audit::sentences;
use evidence::hash::leaf_hash;
use kernel::{ConnectionId, UserId};
use serde_json::Value;
use std::collections::BTreeMap;

/// One record of a log, in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its place in the tree.
    pub seq: u64,
    /// When, as written: UTC to the millisecond.
    pub at: String,
    /// The act, for programs.
    pub act: String,
    /// Who acted.
    pub who: Who,
    /// What was done: `Posted an entry`.
    pub did: String,
    /// To what: `No. 2116 · 120.00 GBP`, or empty.
    pub to: String,
    /// Whether the attempt was refused.
    pub is_denied: bool,
    /// Fields that changed.
    pub changes: Vec<Changed>,
    /// The stay by which it was done, when it was done by one.
    pub visit: Option<String>,
    /// The session or token.
    pub credential: Option<String>,
    /// The request, as in the server's log.
    pub request: Option<String>,
    /// The hash of the leaf in hexadecimal.
    pub hash: String,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who {
    /// The person, unless it was the server itself.
    pub user: Option<UserId>,
    /// The name as it is today; `The server` for its own work.
    pub name: String,
    /// The firm for which she acted, or, in a firm's log, the client in whose books.
    pub side: Option<String>,
    /// Whether it was done with a token.
    pub by_token: bool,
}

/// One field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The field in words.
    pub field: String,
    /// What it was, or empty.
    pub old: String,
    /// What it is, or empty.
    pub new: String,
}

/// A parsed line, before names are looked up.
pub(super) struct Parsed {
    pub seq: u64,
    leaf: Value,
    hash: String,
}

impl Parsed {
    pub fn read(seq: i64, line: &[u8]) -> Option<Self> {
        let leaf = serde_json::from_slice(line).ok()?;
        let hash = leaf_hash(line).as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        Some(Self { seq: u64::try_from(seq).ok()?, leaf, hash })
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.leaf.pointer(path).and_then(Value::as_str)
    }

    pub fn at(&self) -> &str {
        self.text("/at").unwrap_or_default()
    }

    pub fn act(&self) -> &str {
        self.text("/act").unwrap_or_default()
    }

    /// The person: of a copied act the one who acted there.
    pub fn user(&self) -> Option<UserId> {
        let copied = if self.act() == "delegated.act" { self.text("/chg/person") } else { None };
        copied.or_else(|| self.text("/actor/user"))?.parse().ok()
    }

    pub fn connection(&self) -> Option<ConnectionId> {
        self.text("/actor/connection").or_else(|| self.text("/chg/connection"))?.parse().ok()
    }

    /// Whether the leaf names a branch: as what was acted upon, as a fact, or as the actor's.
    pub fn names_branch(&self, branch: &str) -> bool {
        let list = self.leaf.pointer("/chg/branches").and_then(Value::as_array);
        ["/obj/id", "/chg/branch", "/actor/branch"].iter().any(|path| self.text(path) == Some(branch))
            || list.is_some_and(|branches| branches.iter().any(|known| known.as_str() == Some(branch)))
    }

    fn fact(&self, name: &str) -> Option<String> {
        match self.leaf.get("chg")?.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(true) => Some("yes".to_owned()),
            Value::Bool(false) => Some("no".to_owned()),
            Value::Array(items) => {
                Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
            }
            Value::Null | Value::Object(_) => None,
        }
    }

    /// The record in words, with the texts that were not erased and the actor's names.
    pub fn tell(&self, texts: &BTreeMap<String, String>, who: Who) -> Record {
        let known = |name: &str| texts.get(name).cloned().or_else(|| self.fact(name));
        let inner = if self.act() == "delegated.act" { self.text("/chg/act") } else { None };
        let session = self.text("/actor/session").or_else(|| self.text("/actor/token"));
        Record {
            seq: self.seq,
            at: self.at().to_owned(),
            act: inner.unwrap_or(self.act()).to_owned(),
            did: sentences::did(inner.unwrap_or(self.act())),
            to: sentences::to(self.act(), known),
            is_denied: self.text("/res") == Some("denied"),
            changes: self.changes(texts),
            visit: self.fact("visit"),
            credential: session.map(str::to_owned),
            request: self.text("/req/id").map(str::to_owned),
            hash: self.hash.clone(),
            who,
        }
    }

    /// Whether a token signed in.
    pub fn by_token(&self) -> bool {
        self.text("/actor/token").is_some()
    }

    /// Fields of which the leaf tells what they were; hashes say nothing to a reader.
    fn changes(&self, texts: &BTreeMap<String, String>) -> Vec<Changed> {
        let facts = self.leaf.get("chg").and_then(Value::as_object);
        let names = facts.into_iter().flat_map(|facts| facts.keys()).chain(texts.keys());
        let mut fields: Vec<&str> = names.filter_map(|name| name.strip_suffix("_was")).collect();
        fields.sort_unstable();
        fields.dedup();
        let value = |name: &str| texts.get(name).cloned().or_else(|| self.fact(name)).unwrap_or_default();
        fields
            .into_iter()
            .filter(|field| !field.ends_with("sha256"))
            .map(|field| Changed {
                field: sentences::kind_label(field),
                old: value(&format!("{field}_was")),
                new: value(field),
            })
            .filter(|change| change.old != change.new)
            .collect()
    }
}
