//! What may look different.

use crate::Tenant;

/// Which list or figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Invitations of clients waiting at a firm: the badge, the banner, the inbox.
    Invitations,
    /// A firm's list of clients.
    Clients,
    /// A firm's team and its invitations.
    Team,
    /// A firm's branches and settings.
    Practice,
    /// Entries and balances of books.
    Entries,
    /// The chart and the settings of books.
    Books,
    /// Who may enter books: requests, connections, people.
    Access,
    /// The log of books or of a firm.
    Log,
    /// A person's memberships or sessions: what she may see has changed, open streams end.
    Person,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Invitations,
        Self::Clients,
        Self::Team,
        Self::Practice,
        Self::Entries,
        Self::Books,
        Self::Access,
        Self::Log,
        Self::Person,
    ];
    /// As stored and as sent.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Invitations => "invitations",
            Self::Clients => "clients",
            Self::Team => "team",
            Self::Practice => "practice",
            Self::Entries => "entries",
            Self::Books => "books",
            Self::Access => "access",
            Self::Log => "log",
            Self::Person => "person",
        }
    }
    /// From what is stored.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.word() == word)
    }
}

/// A tenant's list or figure that may look different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hint {
    /// Whose.
    pub tenant: Tenant,
    /// Which.
    pub topic: Topic,
}

impl Hint {
    /// A hint.
    #[must_use]
    pub fn new(tenant: impl Into<Tenant>, topic: Topic) -> Self {
        Self { tenant: tenant.into(), topic }
    }
}
