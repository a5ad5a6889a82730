//! Handles: permission as a value. Their fields are private to `access`; they are neither `Clone`
//! nor serialisable; each carries the stamp of the transaction in which it was given.

use crate::access::{BooksKey, BooksStanding, Permission, PortalStanding};
use ::store::Read;
use kernel::{BooksId, BranchId, ConnectionId, Moment, OrganisationId, UserId, VisitId};

/// The connection through which somebody acts, as the log names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via {
    /// The connection.
    pub connection: ConnectionId,
    /// The firm.
    pub organisation: OrganisationId,
    /// Its branch.
    pub branch: BranchId,
    /// The stay.
    pub visit: Option<VisitId>,
}

/// A handle used in another transaction than its own would skip the check: never in money's house.
fn assert_stamp(given: u64, read: &Read<'_>) {
    assert_eq!(given, read.stamp(), "a handle was used outside its transaction");
}

/// A signed-in person with a confirmed address, acting on what is her own.
pub struct Mine {
    pub(super) user: UserId,
    pub(super) stamp: u64,
}

impl Mine {
    /// Her id, as the tenant of a statement.
    #[must_use]
    pub fn user(&self, read: &Read<'_>) -> UserId {
        assert_stamp(self.stamp, read);
        self.user
    }
}

/// A firm in which the actor holds what was asked for.
pub struct OrganisationHandle {
    pub(super) organisation: OrganisationId,
    pub(super) user: UserId,
    pub(super) standing: PortalStanding,
    pub(super) stamp: u64,
}

impl OrganisationHandle {
    /// The firm, as the tenant of a statement.
    #[must_use]
    pub fn organisation(&self, read: &Read<'_>) -> OrganisationId {
        assert_stamp(self.stamp, read);
        self.organisation
    }
    /// Who acts.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }
    /// What she is in the firm.
    #[must_use]
    pub fn standing(&self) -> &PortalStanding {
        &self.standing
    }
    /// The branches in which she holds a permission; `None` when in all of them.
    #[must_use]
    pub fn branches_with(&self, permission: Permission) -> Option<Vec<BranchId>> {
        self.standing.branches_with(permission)
    }
}

/// A branch in which the actor holds what was asked for.
pub struct BranchHandle {
    pub(super) organisation: OrganisationId,
    pub(super) branch: BranchId,
    pub(super) user: UserId,
    pub(super) standing: PortalStanding,
    pub(super) stamp: u64,
}

impl BranchHandle {
    /// The firm, as the tenant of a statement.
    #[must_use]
    pub fn organisation(&self, read: &Read<'_>) -> OrganisationId {
        assert_stamp(self.stamp, read);
        self.organisation
    }
    /// The branch.
    #[must_use]
    pub fn branch(&self) -> BranchId {
        self.branch
    }
    /// Who acts.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }
    /// What she is in the firm.
    #[must_use]
    pub fn standing(&self) -> &PortalStanding {
        &self.standing
    }
}

/// A client of a firm, in whose branch the actor holds what was asked for.
pub struct ConnectionHandle {
    pub(super) organisation: OrganisationId,
    pub(super) branch: BranchId,
    pub(super) books: BooksId,
    pub(super) connection: ConnectionId,
    pub(super) user: UserId,
    pub(super) is_live: bool,
    pub(super) standing: PortalStanding,
    pub(super) stamp: u64,
}

impl ConnectionHandle {
    /// The firm, as the tenant of a statement.
    #[must_use]
    pub fn organisation(&self, read: &Read<'_>) -> OrganisationId {
        assert_stamp(self.stamp, read);
        self.organisation
    }
    /// The client's books, as the tenant of a statement about the connection itself.
    #[must_use]
    pub fn books(&self, read: &Read<'_>) -> BooksId {
        assert_stamp(self.stamp, read);
        self.books
    }
    /// The branch.
    #[must_use]
    pub fn branch(&self) -> BranchId {
        self.branch
    }
    /// The connection.
    #[must_use]
    pub fn connection(&self) -> ConnectionId {
        self.connection
    }
    /// Who acts.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }
    /// Whether it has not been ended.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.is_live
    }
    /// What she is in the firm.
    #[must_use]
    pub fn standing(&self) -> &PortalStanding {
        &self.standing
    }
}

/// Books that the actor may read for what was asked.
pub struct ReadBooks {
    pub(super) books: BooksId,
    pub(super) user: UserId,
    pub(super) standing: BooksStanding,
    pub(super) now: Moment,
    pub(super) stamp: u64,
}

impl ReadBooks {
    /// The books, as the tenant of a statement.
    #[must_use]
    pub fn books(&self, read: &Read<'_>) -> BooksId {
        assert_stamp(self.stamp, read);
        self.books
    }
    /// Who acts.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }
    /// The connection, when she comes through one.
    #[must_use]
    pub fn via(&self) -> Option<&Via> {
        self.standing.via()
    }
    /// What she is here.
    #[must_use]
    pub fn standing(&self) -> &BooksStanding {
        &self.standing
    }
    /// Whether she also holds another key, for what a page offers.
    #[must_use]
    pub fn may(&self, key: BooksKey) -> bool {
        self.standing.may(key, self.now)
    }
}

/// Books that the actor may change in what was asked.
pub struct WriteBooks(pub(super) ReadBooks);

impl std::ops::Deref for WriteBooks {
    type Target = ReadBooks;
    fn deref(&self) -> &ReadBooks {
        &self.0
    }
}

/// Books on the client's own side: what no connection ever gives.
pub struct OwnBooks(pub(super) ReadBooks);

impl std::ops::Deref for OwnBooks {
    type Target = ReadBooks;
    fn deref(&self) -> &ReadBooks {
        &self.0
    }
}
