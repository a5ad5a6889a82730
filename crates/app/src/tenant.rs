//! What writes are ordered by, and what has an audit tree of its own.

use kernel::{BooksId, Id as _, OrganisationId, UserId};

/// A tenant. Two writes of one tenant never happen at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tenant {
    /// A client's books.
    Books(BooksId),
    /// A firm.
    Organisation(OrganisationId),
    /// A person: sign-in, password, factors.
    Person(UserId),
    /// Whoever runs the server.
    Operator,
}

impl Tenant {
    /// The stored id.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        match self {
            Self::Books(id) => id.bytes(),
            Self::Organisation(id) => id.bytes(),
            Self::Person(id) => id.bytes(),
            Self::Operator => [0; 16],
        }
    }
    /// The stored kind.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Books(_) => "books",
            Self::Organisation(_) => "organisation",
            Self::Person(_) => "person",
            Self::Operator => "operator",
        }
    }
    /// From what is stored.
    #[must_use]
    pub fn from_stored(kind: &str, bytes: [u8; 16]) -> Option<Self> {
        Some(match kind {
            "books" => Self::Books(BooksId::from_bytes(bytes)),
            "organisation" => Self::Organisation(OrganisationId::from_bytes(bytes)),
            "person" => Self::Person(UserId::from_bytes(bytes)),
            "operator" => Self::Operator,
            _ => return None,
        })
    }
    /// As a parameter.
    #[must_use]
    pub fn p(self) -> store::P<'static> {
        store::P::Id(self.bytes())
    }
}

/// As the tail of the tree's origin: `bks_…`, `org_…`, `usr_…`, `operator`.
impl std::fmt::Display for Tenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Books(id) => id.fmt(f),
            Self::Organisation(id) => id.fmt(f),
            Self::Person(id) => id.fmt(f),
            Self::Operator => f.write_str("operator"),
        }
    }
}

impl From<BooksId> for Tenant {
    fn from(id: BooksId) -> Self {
        Self::Books(id)
    }
}
impl From<OrganisationId> for Tenant {
    fn from(id: OrganisationId) -> Self {
        Self::Organisation(id)
    }
}
impl From<UserId> for Tenant {
    fn from(id: UserId) -> Self {
        Self::Person(id)
    }
}

/// As it is written, so that a command that names a tenant has a stable form.
impl serde::Serialize for Tenant {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
