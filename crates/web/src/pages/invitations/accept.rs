//! Accept Invitation: who else may open the books, then done.

use super::url;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::practice::{Frame, Scope};
use crate::views::invitations::Accept as Page;
use crate::views::parts::Choice;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer};
use app::invitations::AcceptInvitation;
use app::invitations::inbox::{InvitationReview, Member, Review};
use axum::http::StatusCode;
use kernel::{BranchId, FieldError, InvitationId, Refusal, UserId};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    branch: String,
    #[serde(default)]
    colleagues: Vec<String>,
}

pub(super) async fn show(person: Person, Path((scope, invitation)): Path<(Scope, InvitationId)>) -> Answer {
    let review = review(&person, scope, invitation).await?;
    let page = view(&person, scope, &review).await?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(
    person: Person,
    Path((scope, invitation)): Path<(Scope, InvitationId)>,
    form: Form<Typed>,
) -> Answer {
    let outcome = match parse(scope, invitation, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    let review = review(&person, scope, invitation).await?;
    match outcome {
        Ok(accepted) => {
            let flash = Flash::about(Word::InvitationAccepted, &review.company);
            person.go_with(&format!("{}/clients/{}", scope.base(), accepted.connection), &flash)
        }
        Err(refusal) => {
            let mut page = view(&person, scope, &review).await?;
            page.form.come_back(refusal)?;
            for choice in page.branches.iter_mut() {
                choice.chosen = choice.value == form.input.branch;
            }
            for choice in page.colleagues.iter_mut() {
                choice.chosen = form.input.colleagues.contains(&choice.value);
            }
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

fn parse(scope: Scope, invitation: InvitationId, typed: &Typed) -> Result<AcceptInvitation, Refusal> {
    let mut problems = Problems::default();
    let branch = match typed.branch.is_empty() {
        true => Some(None),
        false => {
            let parsed = typed.branch.parse::<BranchId>().map_err(|_| FieldError::NotAChoice);
            problems.take("branch", parsed).map(Some)
        }
    };
    let people: Result<Vec<UserId>, _> = typed.colleagues.iter().map(|one| one.parse::<UserId>()).collect();
    let colleagues = problems.take("colleagues", people.map_err(|_| FieldError::NotAChoice));
    match (branch, colleagues) {
        (Some(branch), Some(colleagues)) => {
            Ok(AcceptInvitation { organisation: scope.organisation, invitation, branch, colleagues })
        }
        _ => Err(problems.refusal()),
    }
}

async fn review(person: &Person, scope: Scope, invitation: InvitationId) -> Result<Review, Refused> {
    let asked = InvitationReview { organisation: scope.organisation, invitation };
    Ok(person.web.app.read(&person.actor, asked).await?)
}

async fn view(person: &Person, scope: Scope, review: &Review) -> Result<Page, Refused> {
    let frame = Frame::of(person, scope).await?;
    let me = person.session()?.user;
    let mut colleagues: Vec<&Member> = Vec::new();
    for member in review.branches.iter().flat_map(|branch| &branch.members) {
        if member.user != me && !colleagues.iter().any(|known| known.user == member.user) {
            colleagues.push(member);
        }
    }
    let colleague = |one: &Member| Choice {
        value: one.user.to_string(),
        label: one.name.clone(),
        hint: one.email.clone(),
        chosen: false,
    };
    let branch = |one: &app::invitations::inbox::BranchChoice| Choice {
        value: one.branch.to_string(),
        label: one.name.clone(),
        hint: String::new(),
        chosen: Some(one.branch) == scope.branch,
    };
    Ok(Page {
        shell: frame.shell(person, "Accept Invitation", PortalNav::ClientInvitations),
        form: person.form("accept"),
        url: url(scope, review.invitation),
        company: review.company.clone(),
        owner: review.owner_name.clone(),
        branch: review.branch_name.clone().unwrap_or_else(|| frame.branch_name().to_owned()),
        branches: match review.is_personal {
            true => review.branches.iter().map(branch).collect(),
            false => Vec::new(),
        },
        colleagues: colleagues.into_iter().map(colleague).collect(),
    })
}
