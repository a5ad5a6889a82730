//! The page behind the link that a branch's mailbox gets. Whoever reads the mailbox may confirm.

use crate::extract::{Form, Path, Visitor};
use crate::flash::{Flash, Word};
use crate::views::failure::{AskAgain, DeadLink, LinkState as Shown};
use crate::views::start::ConfirmMailbox;
use crate::{Answer, answer, wording};
use app::links::LinkState;
use app::practice::{BranchToConfirm, ConfirmBranch, ConfirmingBranch};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::Refusal;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    let asked = BranchToConfirm { secret: secret.clone() };
    match visitor.web.app.read(&visitor.actor, asked).await {
        Ok(found) => match dead(found.state, wording::day(found.until)) {
            None => answer::page(&view(&visitor, &secret, found)),
            Some(state) => gone(&visitor, state),
        },
        Err(Refusal::NotFound) => gone(&visitor, Shown::Unknown),
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn send(visitor: Visitor, Path(secret): Path<String>, form: Form<Nothing>) -> Answer {
    let asked = BranchToConfirm { secret: secret.clone() };
    let found = match visitor.web.app.read(&visitor.actor, asked).await {
        Ok(found) => found,
        Err(Refusal::NotFound) => return gone(&visitor, Shown::Unknown),
        Err(other) => return Err(other.into()),
    };
    let command = ConfirmBranch { secret: secret.clone() };
    match visitor.web.app.run(&visitor.actor, Some(form.key), command).await {
        Ok(_) => {
            let on = if visitor.signed_in().is_some() { "/portal" } else { "/sign-in" };
            visitor.go_with(on, &Flash::about(Word::MailboxConfirmed, &found.address))
        }
        Err(refusal) => match dead(found.state, wording::day(found.until)) {
            Some(state) => gone(&visitor, state),
            None => {
                let mut page = view(&visitor, &secret, found);
                page.form.come_back(refusal)?;
                answer::refused(&page)
            }
        },
    }
}

/// The state of a link that does not work any more, as its page tells it.
pub(super) fn dead(state: LinkState, until: String) -> Option<Shown> {
    match state {
        LinkState::Live => None,
        LinkState::Used => Some(Shown::Used),
        LinkState::Expired => Some(Shown::Expired(until)),
        LinkState::Replaced => Some(Shown::Replaced),
        LinkState::Withdrawn => Some(Shown::Withdrawn),
    }
}

/// The page of a link that does not work: 404 for one that nobody made, 410 for one that served.
pub(super) fn gone(visitor: &Visitor, state: Shown) -> Answer {
    dead_link(visitor, state, None)
}

/// The same, with the way to ask its sender for another; nobody asks about a link that nobody made.
pub(crate) fn dead_link(visitor: &Visitor, state: Shown, ask: Option<String>) -> Answer {
    let status = if state == Shown::Unknown { StatusCode::NOT_FOUND } else { StatusCode::GONE };
    let again = ask.filter(|_| !matches!(state, Shown::Unknown | Shown::Replaced));
    let again = again.map(|url| AskAgain { form: visitor.form("again"), url });
    let page = DeadLink { shell: visitor.public_shell("This link"), state, again };
    Ok((status, answer::page(&page)?).into_response())
}

fn view(visitor: &Visitor, secret: &str, found: ConfirmingBranch) -> ConfirmMailbox {
    ConfirmMailbox {
        shell: visitor.public_shell("Confirm this mailbox"),
        form: visitor.form("mailbox"),
        action: format!("/branch-address/{secret}"),
        branch: format!("{}, {}", found.branch_name, found.organisation_name),
        email: found.address,
        asked_by: found.asked_by,
    }
}
