//! What an event wants written about itself.

use crate::Tenant;
use serde_json::{Map, Value};

/// What was acted upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The noun, e.g. `entry`.
    pub kind: &'static str,
    /// Its id, or its number within the books.
    pub id: String,
    /// Its revision, where it has revisions.
    pub revision: Option<u64>,
}

/// A leaf before it has a place in a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct LeafDraft {
    /// Whose tree.
    pub tenant: Tenant,
    /// The verb, from the closed list: `entry.posted`.
    pub act: &'static str,
    /// What was acted upon.
    pub subject: Option<Subject>,
    /// Facts that name no person: amounts as text, ids, states.
    pub facts: Map<String, Value>,
    /// Personal or free text, by name; only its commitment goes into the leaf.
    pub texts: Vec<(&'static str, String)>,
    /// Whether the attempt was refused.
    pub denied: bool,
}

impl LeafDraft {
    /// A leaf that tells of something done.
    #[must_use]
    pub fn new(tenant: impl Into<Tenant>, act: &'static str) -> Self {
        Self {
            tenant: tenant.into(),
            act,
            subject: None,
            facts: Map::new(),
            texts: Vec::new(),
            denied: false,
        }
    }
    /// What was acted upon.
    #[must_use]
    pub fn on(mut self, kind: &'static str, id: impl std::fmt::Display) -> Self {
        self.subject = Some(Subject { kind, id: id.to_string(), revision: None });
        self
    }
    /// Its revision.
    #[must_use]
    pub fn revision(mut self, revision: u64) -> Self {
        if let Some(subject) = &mut self.subject {
            subject.revision = Some(revision);
        }
        self
    }
    /// A fact that names no person.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }
    /// Personal or free text; nothing is written when it is empty.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.texts.push((name, text));
        }
        self
    }
    /// The same, when there is one.
    #[must_use]
    pub fn text_opt(self, name: &'static str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }
    /// Marks the attempt as refused.
    #[must_use]
    pub fn denied(mut self) -> Self {
        self.denied = true;
        self
    }
}
