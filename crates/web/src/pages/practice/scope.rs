//! Which part of a firm a page shows: one branch, or all that the person sees. It stands in the address.

use kernel::{BranchId, OrganisationId};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// `org_…` for all of the person's branches of a firm, `org_….brn_…` for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch; all of the person's when `None`.
    pub branch: Option<BranchId>,
}

impl Scope {
    /// The whole firm, as far as the person sees it.
    pub fn firm(organisation: OrganisationId) -> Self {
        Self { organisation, branch: None }
    }
    /// One branch.
    pub fn branch(organisation: OrganisationId, branch: BranchId) -> Self {
        Self { organisation, branch: Some(branch) }
    }
    /// The beginning of every address in the scope, without a trailing slash.
    pub fn base(self) -> String {
        format!("/portal/{self}")
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.branch {
            None => write!(f, "{}", self.organisation),
            Some(branch) => write!(f, "{}.{branch}", self.organisation),
        }
    }
}

impl FromStr for Scope {
    type Err = kernel::id::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('.') {
            None => Ok(Self::firm(text.parse()?)),
            Some((organisation, branch)) => Ok(Self::branch(organisation.parse()?, branch.parse()?)),
        }
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    #[test]
    fn a_scope_reads_back_as_it_is_written() {
        let organisation = OrganisationId::from_bytes([1; 16]);
        let branch = BranchId::from_bytes([2; 16]);
        for scope in [Scope::firm(organisation), Scope::branch(organisation, branch)] {
            assert_eq!(scope.to_string().parse::<Scope>(), Ok(scope));
        }
        for text in ["", ".", "org_1", &format!("{organisation}."), &format!("{branch}.{organisation}")] {
            assert!(text.parse::<Scope>().is_err(), "{text}");
        }
    }
}
