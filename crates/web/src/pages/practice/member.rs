//! What can be done with one member: roles, branches, leaving.

use super::Scope;
use crate::Answer;
use crate::extract::{Form, Path, Person};
use crate::flash::{Flash, Word};
use app::access::{BranchRole, ParentRole};
use app::practice::{AddToBranch, ChangeRole, MemberPanel, RemoveFromBranches, RemoveMember, SetParentRole};
use kernel::{BranchId, Refusal, UserId};
use serde::Deserialize;

/// A role in a branch.
#[derive(Deserialize)]
pub(super) struct Role {
    branch: BranchId,
    role: BranchRole,
}

/// A branch that is left.
#[derive(Deserialize)]
pub(super) struct Left {
    branch: Vec<BranchId>,
}

/// A role in the whole firm; empty for none.
#[derive(Deserialize)]
pub(super) struct FirmRole {
    role: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

type Place = Path<(Scope, UserId)>;

pub(super) async fn add(person: Person, Path((scope, member)): Place, form: Form<Role>) -> Answer {
    let Role { branch, role } = form.input;
    let command = AddToBranch { organisation: scope.organisation, branch, member, role };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    changed(&person, scope, member).await
}

pub(super) async fn change_role(person: Person, Path((scope, member)): Place, form: Form<Role>) -> Answer {
    let Role { branch, role } = form.input;
    let command = ChangeRole { organisation: scope.organisation, branch, member, role };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    changed(&person, scope, member).await
}

pub(super) async fn leave(person: Person, Path((scope, member)): Place, form: Form<Left>) -> Answer {
    let command =
        RemoveFromBranches { organisation: scope.organisation, member, branches: form.input.branch };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    changed(&person, scope, member).await
}

pub(super) async fn set_firm_role(
    person: Person,
    Path((scope, member)): Place,
    form: Form<FirmRole>,
) -> Answer {
    let role: Option<ParentRole> = match form.input.role.as_str() {
        "" => None,
        word => Some(
            word.parse().map_err(|_| Refusal::field("role", "not_a_choice", "Choose one of the list."))?,
        ),
    };
    let command = SetParentRole { organisation: scope.organisation, member, role };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    changed(&person, scope, member).await
}

pub(super) async fn remove(person: Person, Path((scope, member)): Place, form: Form<Nothing>) -> Answer {
    let asked = MemberPanel { organisation: scope.organisation, member };
    let name = match person.web.app.read(&person.actor, asked).await {
        Ok(details) => details.name,
        // A second click finds nobody any more; the first one's answer still holds.
        Err(Refusal::NotFound) => String::new(),
        Err(other) => return Err(other.into()),
    };
    let command = RemoveMember { organisation: scope.organisation, member };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    let url = format!("{}/team", scope.base());
    person.go_with(&url, &Flash::about(Word::MemberRemoved, &name))
}

/// Back to the member, or to the team when she is no longer in view.
async fn changed(person: &Person, scope: Scope, member: UserId) -> Answer {
    let team = format!("{}/team", scope.base());
    let asked = MemberPanel { organisation: scope.organisation, member };
    match person.web.app.read(&person.actor, asked).await {
        Ok(details) => {
            let flash = Flash::about(Word::MemberChanged, &details.name);
            person.go_with(&format!("{team}/{member}"), &flash)
        }
        Err(Refusal::NotFound) => person.go(&team),
        // She changed herself out of the team's page.
        Err(Refusal::Forbidden { .. }) => person.go(&scope.base()),
        Err(other) => Err(other.into()),
    }
}
