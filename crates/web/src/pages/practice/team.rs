//! The people in view, and one of them.

use super::{Frame, Scope, count, needs};
use crate::extract::{Path, Person, Query};
use crate::views::parts::Choice;
use crate::views::shell::PortalNav;
use crate::views::team::{MemberPanel, MemberRole, MemberRow, Members};
use crate::{Answer, Refused, answer, wording};
use app::access::{BranchRole, ParentRole, Permission};
use app::practice::{
    MemberDetails, MemberPanel as AskMember, RoleIn, RoleInPanel, Team, TeamMember, TeamPage,
};
use kernel::{PageSize, UserId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    after: Option<String>,
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>, Query(wish): Query<Wish>) -> Answer {
    let (_, page) = members(&person, scope, wish.after).await?;
    answer::page(&page)
}

pub(super) async fn show_member(person: Person, Path((scope, member)): Path<(Scope, UserId)>) -> Answer {
    let asked = AskMember { organisation: scope.organisation, member };
    let details = person.web.app.read(&person.actor, asked).await?;
    let (ask, mut page) = members(&person, scope, None).await?;
    for row in &mut page.rows {
        row.current = row.url.ends_with(&member.to_string());
    }
    page.panel = Some(panel(&person, scope, details, ask.as_deref()));
    answer::page(&page)
}

async fn members(
    person: &Person,
    scope: Scope,
    after: Option<String>,
) -> Result<(Option<String>, Members), Refused> {
    let frame = Frame::of(person, scope).await?;
    let asked =
        Team { organisation: scope.organisation, branch: scope.branch, after, size: PageSize::new(200) };
    let team: TeamPage = person.web.app.read(&person.actor, asked).await?;
    let base = scope.base();
    let page = Members {
        shell: frame.shell(person, "Team Members", PortalNav::TeamMembers),
        counts: match scope.branch {
            Some(_) => format!("{} in {}", team.total, frame.branch_name()),
            None => format!("{} in {}", team.total, frame.facts.name),
        },
        more: team.members.next.as_ref().map(|next| more(&format!("{base}/team"), next)),
        rows: team.members.rows.into_iter().map(|member| row(scope, member)).collect(),
        panel: None,
        invite_closed: (!team.may_invite).then(|| needs(Permission::InviteTeamMembers, team.ask.as_deref())),
    };
    Ok((team.ask, page))
}

/// The address of the next page of a list.
pub(crate) fn more(path: &str, after: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("after", after).finish();
    format!("{path}{joint}{query}")
}

fn row(scope: Scope, member: TeamMember) -> MemberRow {
    let each = |held: &RoleIn| format!("{} of {}", held.role.label(), held.name);
    let role = match scope.branch {
        Some(branch) => {
            member.roles.iter().find(|held| held.branch == branch).map(|held| held.role.label().to_owned())
        }
        None => {
            (!member.roles.is_empty()).then(|| member.roles.iter().map(each).collect::<Vec<_>>().join(", "))
        }
    };
    MemberRow {
        role: role.unwrap_or_else(|| "–".to_owned()),
        person: wording::person(&member.name, &member.email),
        url: format!("{}/team/{}", scope.base(), member.user),
        firm_role: member.parent.map_or("", ParentRole::label).to_owned(),
        clients: count(member.clients),
        active: member.seen_at.map(wording::when),
        current: false,
    }
}

fn panel(person: &Person, scope: Scope, member: MemberDetails, ask: Option<&str>) -> MemberPanel {
    let open = member.may_set_parent
        || member.may_remove
        || !member.addable.is_empty()
        || member.roles.iter().any(|role| role.changeable_to.is_some() || role.may_remove);
    let strongest = member.addable.iter().map(|(_, _, role)| *role).min();
    let mut facts = Vec::new();
    if let Some(parent) = member.parent {
        facts.push(("Whole firm".to_owned(), parent.label().to_owned()));
    }
    facts.push(("Joined".to_owned(), wording::day(member.joined_at)));
    let seen = member.seen_at.map_or_else(|| "Never".to_owned(), |at| wording::when(at).text);
    facts.push(("Last active".to_owned(), seen));
    MemberPanel {
        person: wording::person(&member.name, &member.email),
        url: format!("{}/team/{}", scope.base(), member.user),
        key: person.key(),
        roles: member.roles.into_iter().map(role_line).collect(),
        add: strongest.map(|strongest| {
            let branch = |(branch, name, _): (kernel::BranchId, String, BranchRole)| Choice {
                value: branch.to_string(),
                label: name,
                ..Choice::default()
            };
            (member.addable.into_iter().map(branch).collect(), roles(strongest, BranchRole::Member))
        }),
        firm_roles: member.may_set_parent.then(|| firm_roles(member.parent)),
        removable: member.may_remove,
        facts,
        clients: member.clients.into_iter().map(|(_, name)| name).collect(),
        closed: (!open).then(|| needs(Permission::ChangeRoles, ask)),
    }
}

fn role_line(role: RoleInPanel) -> MemberRole {
    let RoleIn { branch, name, role: held } = role.held;
    MemberRole {
        branch: name,
        value: branch.to_string(),
        role: held.label().to_owned(),
        change: role.changeable_to.map(|strongest| roles(strongest, held)),
        leavable: role.may_remove,
    }
}

/// Roles up to the strongest that may be given, each with what it allows.
pub(super) fn roles(strongest: BranchRole, chosen: BranchRole) -> Vec<Choice> {
    let choice = |role: BranchRole| Choice {
        value: role.word().to_owned(),
        label: role.label().to_owned(),
        hint: hint(role).to_owned(),
        chosen: role == chosen,
    };
    BranchRole::ALL.iter().copied().filter(|role| strongest <= *role).map(choice).collect()
}

fn hint(role: BranchRole) -> &'static str {
    match role {
        BranchRole::Owner => "Everything in the branch, billing included.",
        BranchRole::Admin => "All clients of the branch, its team and settings.",
        BranchRole::Member => "Clients that somebody assigns.",
    }
}

fn firm_roles(chosen: Option<ParentRole>) -> Vec<Choice> {
    let none = Choice { label: "None".to_owned(), chosen: chosen.is_none(), ..Choice::default() };
    let choice = |role: &ParentRole| Choice {
        value: role.word().to_owned(),
        label: role.label().to_owned(),
        chosen: Some(*role) == chosen,
        ..Choice::default()
    };
    std::iter::once(none).chain(ParentRole::ALL.iter().map(choice)).collect()
}
