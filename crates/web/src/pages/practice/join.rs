//! The page behind the link that an invited colleague gets.

use super::Scope;
use super::mailbox::{dead, dead_link, gone};
use crate::extract::{Form, Next, Path, Visitor};
use crate::flash::{Flash, Word};
use crate::views::failure::{AskAgain, LinkState as Shown, WrongAccount};
use crate::views::team::{JoinTeam as Page, SignInFirst};
use crate::{Answer, answer, wording};
use app::access::BranchRole;
use app::practice::{
    AskInviter, DeclineTeamInvitation, InvitationToTeam, JoinTeam, Reader, TeamInvitationByLink,
};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::Refusal;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    let asked = TeamInvitationByLink { secret: secret.clone() };
    let found = match visitor.web.app.read(&visitor.actor, asked).await {
        Ok(found) => found,
        Err(Refusal::NotFound) => return gone(&visitor, Shown::Unknown),
        Err(other) => return Err(other.into()),
    };
    if let Some(state) = dead(found.state, wording::day(found.expires_at)) {
        return dead_link(&visitor, state, Some(asking(&secret)));
    }
    match found.reader {
        Reader::Other => elsewhere(&visitor, &secret, found),
        Reader::Nobody | Reader::Unconfirmed | Reader::Invited => {
            answer::page(&view(&visitor, &secret, found))
        }
    }
}

pub(super) async fn send(visitor: Visitor, Path(secret): Path<String>, form: Form<Nothing>) -> Answer {
    let command = JoinTeam { secret: secret.clone() };
    answered(&visitor, &secret, async {
        let joined = visitor.web.app.run(&visitor.actor, Some(form.key), command).await?;
        Ok((Scope::firm(joined.organisation).base(), Word::ColleagueJoined))
    })
    .await
}

pub(super) async fn decline(visitor: Visitor, Path(secret): Path<String>, form: Form<Nothing>) -> Answer {
    let command = DeclineTeamInvitation { secret: secret.clone() };
    answered(&visitor, &secret, async {
        visitor.web.app.run(&visitor.actor, Some(form.key), command).await?;
        Ok(("/start".to_owned(), Word::TeamInvitationDeclined))
    })
    .await
}

/// Asks the inviter for another link; the answer is the same however often one asks.
pub(super) async fn ask(visitor: Visitor, Path(secret): Path<String>, form: Form<Nothing>) -> Answer {
    let command = AskInviter { secret: secret.clone() };
    match visitor.web.app.run(&visitor.actor, Some(form.key), command).await {
        Ok(()) => visitor.go_with(&format!("/join/{secret}"), &Flash::new(Word::SenderAsked)),
        Err(Refusal::NotFound) => gone(&visitor, Shown::Unknown),
        // It works after all: a newer state than the page that asked.
        Err(Refusal::Conflict { .. }) => visitor.go(&format!("/join/{secret}")),
        Err(other) => Err(other.into()),
    }
}

fn asking(secret: &str) -> String {
    format!("/join/{secret}/ask")
}

/// Runs the answer and leads on, or says on the invitation's own page why it could not be given.
async fn answered(
    visitor: &Visitor,
    secret: &str,
    answer: impl Future<Output = Result<(String, Word), Refusal>>,
) -> Answer {
    let asked = TeamInvitationByLink { secret: secret.to_owned() };
    let found = match visitor.web.app.read(&visitor.actor, asked).await {
        Ok(found) => found,
        Err(Refusal::NotFound) => return gone(visitor, Shown::Unknown),
        Err(other) => return Err(other.into()),
    };
    match answer.await {
        Ok((url, word)) => visitor.go_with(&url, &Flash::about(word, &found.organisation_name)),
        Err(refusal) => match dead(found.state, wording::day(found.expires_at)) {
            Some(state) => dead_link(visitor, state, Some(asking(secret))),
            None if found.reader == Reader::Other => elsewhere(visitor, secret, found),
            None => {
                let mut page = view(visitor, secret, found);
                page.form.come_back(refusal)?;
                answer::refused(&page)
            }
        },
    }
}

/// Signed in under another address: which one is said only in part, for the link may have been forwarded.
fn elsewhere(visitor: &Visitor, secret: &str, found: InvitationToTeam) -> Answer {
    let switch = AskAgain { form: visitor.form("switch"), url: "/sign-out".to_owned() };
    let page = WrongAccount {
        shell: visitor.public_shell("Another address"),
        invited: found.masked,
        current: visitor.actor.email().to_owned(),
        switch,
        confirm: None,
        readdress: Some(AskAgain { form: visitor.form("readdress"), url: asking(secret) }),
    };
    Ok((StatusCode::FORBIDDEN, answer::page(&page)?).into_response())
}

fn coming_back(secret: &str, page: &str) -> String {
    Next::parse(&format!("/join/{secret}")).map_or_else(|| page.to_owned(), |next| next.after(page))
}

fn view(visitor: &Visitor, secret: &str, found: InvitationToTeam) -> Page {
    let (allows, denies) = said(found.role);
    let sign_in = (found.reader == Reader::Nobody).then(|| SignInFirst {
        register_url: coming_back(secret, "/register"),
        sign_in_url: coming_back(secret, "/sign-in"),
    });
    Page {
        shell: visitor.public_shell("Join the team"),
        form: visitor.form("join"),
        action: format!("/join/{secret}"),
        firm: found.organisation_name,
        branch: found.branches.join(", "),
        role: found.role.label().to_owned(),
        allows: allows.iter().map(|line| (*line).to_owned()).collect(),
        denies: denies.iter().map(|line| (*line).to_owned()).collect(),
        invited_by: found.inviter,
        sent: wording::when(found.sent_at),
        until: wording::day(found.expires_at),
        sign_in,
    }
}

/// What a role allows and what it does not, in the words of people.
fn said(role: BranchRole) -> (&'static [&'static str], &'static [&'static str]) {
    match role {
        BranchRole::Owner => (
            &[
                "See and assign all clients of the branch",
                "Invite colleagues up to Owner",
                "Change the branch and its billing",
            ],
            &["Open other branches", "Add branches or give roles for the whole firm"],
        ),
        BranchRole::Admin => (
            &[
                "See and assign all clients of the branch",
                "Invite colleagues up to Admin",
                "Change the branch",
            ],
            &["Manage billing", "Open other branches", "Change an Owner’s role"],
        ),
        BranchRole::Member => (
            &["Open the books of clients assigned to you", "Write in your own name", "See your team"],
            &["Invite colleagues", "Change the branch", "Answer invitations of clients"],
        ),
    }
}
