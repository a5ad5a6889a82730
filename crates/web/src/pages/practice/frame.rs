//! The frame of every page of a firm: menu, branch selector, badge, who one is here.

use super::Scope;
use crate::Refused;
use crate::extract::Person;
use crate::views::parts::Choice;
use crate::views::shell::{BranchChoice, PortalNav, PortalShell};
use crate::wording;
use app::access::Permission;
use app::practice::{FrameBranch, PortalFrame, PortalShellFacts};
use kernel::BranchId;

/// Pages that exist in every scope: choosing another branch stays on them.
const EVERYWHERE: [&str; 6] =
    ["clients", "client-invitations", "team", "team-invitations", "settings", "audit-trail"];

/// What the frame shows, read once per page.
pub(crate) struct Frame {
    /// Which part of the firm.
    pub scope: Scope,
    /// What the product says about it.
    pub facts: PortalFrame,
}

impl Frame {
    /// Asks for the frame; a scope that the person does not see is not found.
    pub async fn of(person: &Person, scope: Scope) -> Result<Self, Refused> {
        let asked = PortalShellFacts { organisation: scope.organisation, branch: scope.branch };
        let facts = person.web.app.read(&person.actor, asked).await?;
        Ok(Self { scope, facts })
    }

    /// The frame as a page carries it.
    pub fn shell(&self, person: &Person, title: &str, nav: PortalNav) -> PortalShell {
        let branch = self.branch_name();
        let role = self.facts.role;
        let detail = match self.facts.branch {
            Some(_) => format!("{role} · {branch}"),
            None => role.to_owned(),
        };
        PortalShell {
            title: title.to_owned(),
            base: self.scope.base(),
            person: wording::person(person.actor.name(), &detail),
            firm: self.facts.name.clone(),
            branch: branch.to_owned(),
            branches: self.selector(&person.asked.target),
            nav,
            clients: count(self.facts.clients),
            waiting: count(self.facts.waiting),
            sign_out_key: person.key(),
            palette: Vec::new(),
            may_invite: self.may(Permission::InviteTeamMembers),
            toasts: person.toasts(),
        }
    }

    /// The branch in view, or "All branches".
    pub fn branch_name(&self) -> &str {
        self.facts.branch.as_ref().map_or("All branches", |(_, name)| name)
    }

    /// Whether the person holds a permission in the branch in view, or in at least one of hers.
    pub fn may(&self, permission: Permission) -> bool {
        match self.scope.branch {
            Some(branch) => self.facts.standing.may(branch, permission),
            None => self.facts.standing.may_somewhere(permission),
        }
    }

    /// The person's branches in which she holds a permission, for a select.
    pub fn choices(&self, permission: Permission, chosen: Option<BranchId>) -> Vec<Choice> {
        let may = |branch: &&FrameBranch| self.facts.standing.may(branch.branch, permission);
        let choice = |branch: &FrameBranch| Choice {
            value: branch.branch.to_string(),
            label: branch.name.clone(),
            hint: String::new(),
            chosen: Some(branch.branch) == chosen,
        };
        self.facts.branches.iter().filter(may).map(choice).collect()
    }

    fn selector(&self, target: &str) -> Vec<BranchChoice> {
        let path = target.split('?').next().unwrap_or_default();
        let section = path.split('/').nth(3).filter(|section| EVERYWHERE.contains(section));
        let organisation = self.scope.organisation;
        let url = |scope: Scope| match section {
            Some(section) => format!("{}/{section}", scope.base()),
            None => scope.base(),
        };
        let all = BranchChoice {
            name: "All branches".to_owned(),
            detail: clients(self.facts.branches.iter().map(|branch| branch.clients).sum()),
            url: url(Scope::firm(organisation)),
            current: self.scope.branch.is_none(),
        };
        let one = |branch: &FrameBranch| BranchChoice {
            name: branch.name.clone(),
            detail: format!("{} · {}", clients(branch.clients), branch.currency.code()),
            url: url(Scope::branch(organisation, branch.branch)),
            current: self.scope.branch == Some(branch.branch),
        };
        std::iter::once(all).chain(self.facts.branches.iter().map(one)).collect()
    }
}

/// "Needs Invite Team Members. Ask Asha Raman.", for a closed button or form.
pub(crate) fn needs(permission: Permission, ask: Option<&str>) -> String {
    match ask {
        Some(name) => format!("Needs {}. Ask {name}.", permission.label()),
        None => format!("Needs {}.", permission.label()),
    }
}

/// A figure as the views carry it; the product never counts below nought.
pub(crate) fn count(figure: i64) -> u32 {
    u32::try_from(figure.max(0)).unwrap_or(u32::MAX)
}

fn clients(figure: i64) -> String {
    if figure == 1 { "1 client".to_owned() } else { format!("{figure} clients") }
}
