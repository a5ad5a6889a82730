//! The decisions, as pure functions over standing.

use crate::access::{BooksKey, BranchRole, ParentRole, Permission, Preset, Via};
use kernel::{BranchId, Moment};

/// What a person is in a firm at this instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalStanding {
    /// Her firm-wide role.
    pub parent: Option<ParentRole>,
    /// Her role in each branch.
    pub branches: Vec<(BranchId, BranchRole)>,
}

impl PortalStanding {
    /// Whether she may see the branch at all.
    #[must_use]
    pub fn sees(&self, branch: BranchId) -> bool {
        self.parent.is_some() || self.branches.iter().any(|(known, _)| *known == branch)
    }
    /// Whether she holds a permission in a branch.
    #[must_use]
    pub fn may(&self, branch: BranchId, permission: Permission) -> bool {
        self.parent.is_some_and(|role| role.holds(permission))
            || self.branches.iter().any(|(known, role)| *known == branch && role.holds(permission))
    }
    /// Whether she holds a permission in at least one branch, or in the firm.
    #[must_use]
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.parent.is_some_and(|role| role.holds(permission))
            || self.branches.iter().any(|(_, role)| role.holds(permission))
    }
    /// Whether she holds a permission for the whole firm.
    #[must_use]
    pub fn may_everywhere(&self, permission: Permission) -> bool {
        self.parent.is_some_and(|role| role.holds(permission))
    }
    /// The branches in which she holds a permission; `None` when in all of them.
    #[must_use]
    pub fn branches_with(&self, permission: Permission) -> Option<Vec<BranchId>> {
        if self.may_everywhere(permission) {
            return None;
        }
        Some(
            self.branches
                .iter()
                .filter(|(_, role)| role.holds(permission))
                .map(|(branch, _)| *branch)
                .collect(),
        )
    }
}

/// Through what a person may enter books at this instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BooksStanding {
    /// She belongs to the company.
    Member(Preset),
    /// She comes from a firm, and her visit is live.
    Delegate {
        /// What her assignment gives.
        assigned: Preset,
        /// The most that the client gave to the firm.
        highest: Preset,
        /// When her assignment ends.
        ends_at: Option<Moment>,
        /// The connection, the firm, the branch, the visit.
        via: Via,
    },
}

impl BooksStanding {
    /// Whether she holds a key: membership, or assignment ∩ connection, less what is reserved.
    #[must_use]
    pub fn may(&self, key: BooksKey, now: Moment) -> bool {
        match self {
            Self::Member(preset) => preset.holds(key),
            Self::Delegate { assigned, highest, ends_at, .. } => {
                ends_at.is_none_or(|end| now < end)
                    && assigned.holds(key)
                    && highest.holds(key)
                    && !key.is_reserved()
            }
        }
    }
    /// The connection, when she comes through one.
    #[must_use]
    pub fn via(&self) -> Option<&Via> {
        match self {
            Self::Member(_) => None,
            Self::Delegate { via, .. } => Some(via),
        }
    }
}
