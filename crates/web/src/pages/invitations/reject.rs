//! Reject Invitation: a reason, perhaps words, and thirty seconds to take it back.

use super::url;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::practice::{Frame, Scope};
use crate::views::invitations::Reject as Page;
use crate::views::parts::Choice;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer};
use app::invitations::inbox::{InvitationReview, Review};
use app::invitations::{RejectInvitation, RejectReason, UndoRejection};
use axum::http::StatusCode;
use kernel::{FieldError, InvitationId, Refusal, Text500};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    message: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

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
        Ok(_) => {
            let undo = format!("{}/undo", url(scope, invitation));
            let flash = Flash::about(Word::InvitationRejected, &review.company).with_undo(undo);
            person.go_with(&format!("{}/client-invitations", scope.base()), &flash)
        }
        Err(refusal) => {
            let mut page = view(&person, scope, &review).await?;
            page.form.come_back(refusal)?;
            page.reasons = reasons(&form.input.reason);
            page.message = form.input.message;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

pub(super) async fn undo(
    person: Person,
    Path((scope, invitation)): Path<(Scope, InvitationId)>,
    form: Form<Nothing>,
) -> Answer {
    let command = UndoRejection { organisation: scope.organisation, invitation };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    let review = review(&person, scope, invitation).await?;
    person.go_with(&url(scope, invitation), &Flash::about(Word::RejectionUndone, &review.company))
}

fn parse(scope: Scope, invitation: InvitationId, typed: &Typed) -> Result<RejectInvitation, Refusal> {
    let mut problems = Problems::default();
    let reason = typed.reason.parse::<RejectReason>().map_err(|_| FieldError::Required);
    let reason = problems.take("reason", reason);
    let message = problems.take("message", Text500::parse_optional(&typed.message));
    match (reason, message) {
        (Some(reason), Some(message)) => {
            Ok(RejectInvitation { organisation: scope.organisation, invitation, reason, message })
        }
        _ => Err(problems.refusal()),
    }
}

fn reasons(chosen: &str) -> Vec<Choice> {
    let choice = |reason: &RejectReason| Choice {
        value: reason.word().to_owned(),
        label: reason.label().to_owned(),
        hint: String::new(),
        chosen: reason.word() == chosen,
    };
    RejectReason::ALL.iter().map(choice).collect()
}

async fn review(person: &Person, scope: Scope, invitation: InvitationId) -> Result<Review, Refused> {
    let asked = InvitationReview { organisation: scope.organisation, invitation };
    Ok(person.web.app.read(&person.actor, asked).await?)
}

async fn view(person: &Person, scope: Scope, review: &Review) -> Result<Page, Refused> {
    let frame = Frame::of(person, scope).await?;
    Ok(Page {
        shell: frame.shell(person, "Reject Invitation", PortalNav::ClientInvitations),
        form: person.form("reject"),
        url: url(scope, review.invitation),
        company: review.company.clone(),
        owner: review.owner_name.clone(),
        reasons: reasons(""),
        message: String::new(),
    })
}
