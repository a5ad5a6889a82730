//! Asking a colleague to join: who, access, role.

use super::team::roles;
use super::{Frame, Scope};
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::parts::Choice;
use crate::views::shell::PortalNav;
use crate::views::team::InviteMember as Page;
use crate::{Answer, answer};
use app::access::{BranchRole, Permission};
use app::practice::{InviteMember, strongest_to_give};
use axum::http::StatusCode;
use kernel::{BranchId, EmailAddress, PersonName, Refusal};
use serde::Deserialize;

/// The choice that stands for every branch in which the reader may invite.
const ALL: &str = "all";

#[derive(Deserialize)]
pub(super) struct Typed {
    email: String,
    name: String,
    branch: String,
    #[serde(default)]
    role: String,
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    if !frame.may(Permission::InviteTeamMembers) {
        return Err(Refusal::Forbidden { needs: Permission::InviteTeamMembers.label() }.into());
    }
    let branch = scope.branch.map(|branch| branch.to_string()).unwrap_or_default();
    let typed = Typed {
        email: String::new(),
        name: String::new(),
        branch,
        role: BranchRole::Member.word().to_owned(),
    };
    let page = view(&person, &frame, typed);
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(person: Person, Path(scope): Path<Scope>, form: Form<Typed>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    let outcome = match parse(&frame, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => {
            let flash = Flash::about(Word::ColleagueInvited, &form.input.email);
            person.go_with(&format!("{}/team-invitations", scope.base()), &flash)
        }
        Err(refusal) => refused(&person, &frame, form.input, refusal),
    }
}

fn refused(person: &Person, frame: &Frame, typed: Typed, refusal: Refusal) -> Answer {
    let mut page = view(person, frame, typed);
    match refusal {
        // Three letters a day go to one address, whoever sends them.
        Refusal::TooMany { .. } => {
            page.form.trouble = Some("This address has had enough letters today. Try tomorrow.".to_owned());
        }
        other => page.form.come_back(other)?,
    }
    answer::dialog(person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
}

fn parse(frame: &Frame, typed: &Typed) -> Result<InviteMember, Refusal> {
    let mut problems = Problems::default();
    let email = problems.take("email", EmailAddress::parse(&typed.email));
    let name = problems.take("name", PersonName::parse(&typed.name));
    let branches = problems.keep(branches(frame, &typed.branch))?;
    let role = typed.role.parse::<BranchRole>();
    let role = problems.keep(role.map_err(|_| Refusal::field("role", "not_a_choice", "Choose a role.")))?;
    match (email, name, branches, role) {
        (Some(email), Some(name), Some(branches), Some(role)) => {
            Ok(InviteMember { organisation: frame.scope.organisation, email, name, branches, role })
        }
        _ => Err(problems.refusal()),
    }
}

fn branches(frame: &Frame, typed: &str) -> Result<Vec<BranchId>, Refusal> {
    if typed == ALL {
        return Ok(invitable(frame));
    }
    let one = typed.parse().map_err(|_| Refusal::field("branch", "not_a_choice", "Choose a branch."))?;
    Ok(vec![one])
}

fn invitable(frame: &Frame) -> Vec<BranchId> {
    let may = |branch: &BranchId| frame.facts.standing.may(*branch, Permission::InviteTeamMembers);
    frame.facts.branches.iter().map(|branch| branch.branch).filter(may).collect()
}

fn view(person: &Person, frame: &Frame, typed: Typed) -> Page {
    let hers = invitable(frame);
    let strongest = hers.iter().filter_map(|branch| strongest_to_give(&frame.facts.standing, *branch)).min();
    let mut branches = frame.choices(Permission::InviteTeamMembers, typed.branch.parse().ok());
    if hers.len() > 1 {
        let all = Choice {
            value: ALL.to_owned(),
            label: format!("All {} branches", hers.len()),
            chosen: typed.branch == ALL,
            ..Choice::default()
        };
        branches.push(all);
    }
    let chosen = typed.role.parse().unwrap_or(BranchRole::Member);
    Page {
        shell: frame.shell(person, "Invite Team Member", PortalNav::TeamInvitations),
        form: person.form("invite-member"),
        email: typed.email,
        name: typed.name,
        branches,
        roles: strongest.map(|strongest| roles(strongest, chosen)).unwrap_or_default(),
    }
}
