//! Who may give which role to whom: decided without a database.

use crate::access::{BranchRole, ParentRole, PortalStanding};
use kernel::{BranchId, Refusal};

/// The strongest role that a person may give in a branch; `None` when she may give none.
#[must_use]
pub fn strongest_to_give(standing: &PortalStanding, branch: BranchId) -> Option<BranchRole> {
    if standing.parent == Some(ParentRole::SuperAdmin) {
        return Some(BranchRole::Owner);
    }
    standing.branches.iter().find(|(known, _)| *known == branch).map(|(_, role)| *role)
}

/// Refuses a role that is stronger than the giver's own. Roles are ordered, strongest first.
pub fn may_give(standing: &PortalStanding, branch: BranchId, role: BranchRole) -> Result<(), Refusal> {
    match strongest_to_give(standing, branch) {
        Some(own) if own <= role => Ok(()),
        Some(own) => Err(Refusal::rule(
            "role_above_own",
            format!("You can give roles up to your own in this branch: {}.", own.label()),
        )),
        None => Err(Refusal::rule("role_above_own", "You have no role to give in this branch.")),
    }
}

/// Refuses to touch somebody whose role is stronger than one's own.
pub fn may_touch(standing: &PortalStanding, branch: BranchId, role: BranchRole) -> Result<(), Refusal> {
    match strongest_to_give(standing, branch) {
        Some(own) if own <= role => Ok(()),
        _ => Err(Refusal::rule(
            "member_above_own",
            format!("This person is {} here. An Owner or a Super Admin can do this.", role.label()),
        )),
    }
}

/// What a person is called in a firm: her firm-wide role, or her role in the branch in view, or the
/// strongest of her roles when all branches are in view.
#[must_use]
pub fn called(standing: &PortalStanding, branch: Option<BranchId>) -> &'static str {
    if let Some(parent) = standing.parent {
        return parent.label();
    }
    let seen = standing.branches.iter().filter(|(known, _)| branch.is_none_or(|wanted| wanted == *known));
    seen.map(|(_, role)| *role).min().map_or("", BranchRole::label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    fn standing(parent: Option<ParentRole>, role: Option<BranchRole>) -> PortalStanding {
        let branches = role.map(|role| (BranchId::from_bytes([1; 16]), role)).into_iter().collect();
        PortalStanding { parent, branches }
    }

    #[test]
    fn nobody_gives_more_than_her_own_role() {
        let here = BranchId::from_bytes([1; 16]);
        let elsewhere = BranchId::from_bytes([2; 16]);
        for own in BranchRole::ALL {
            for given in BranchRole::ALL {
                let allowed = may_give(&standing(None, Some(*own)), here, *given).is_ok();
                assert_eq!(allowed, own <= given, "{own:?} gives {given:?}");
                assert!(may_give(&standing(None, Some(*own)), elsewhere, *given).is_err());
                assert!(may_give(&standing(Some(ParentRole::SuperAdmin), None), here, *given).is_ok());
                assert!(may_give(&standing(Some(ParentRole::Viewer), None), here, *given).is_err());
            }
        }
    }
}
