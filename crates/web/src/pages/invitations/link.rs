//! The link of an invitation that was mailed to a person: whoever it is for is led to where she answers.

use super::url;
use crate::extract::{Form, Next, Path, Visitor};
use crate::flash::{Flash, Word};
use crate::pages::practice::{Scope, dead_link};
use crate::views::failure::{AskAgain, LinkState, WrongAccount};
use crate::views::invitations::Landing;
use crate::views::team::SignInFirst;
use crate::{Answer, answer, wording};
use app::Tenant;
use app::identity::MyPlaces;
use app::invitations::{AskSender, InvitationLink, LinkedInvitation, Standing, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::Refusal;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    let app = &visitor.web.app;
    let found = match app.read(&visitor.actor, InvitationLink { secret: secret.clone() }).await {
        Ok(found) => found,
        Err(Refusal::NotFound) => return dead_link(&visitor, LinkState::Unknown, None),
        Err(other) => return Err(other.into()),
    };
    match found.state {
        State::Pending => {}
        State::Expired => return over(&visitor, &secret, LinkState::Expired(wording::day(found.expires_at))),
        State::Withdrawn => return over(&visitor, &secret, LinkState::Withdrawn),
        State::Accepted | State::Rejecting | State::Rejected => {
            return over(&visitor, &secret, LinkState::Used);
        }
    }
    match found.standing.clone() {
        Standing::SignedOut => answer::page(&landing(&visitor, &found, Some(sign_in(&secret)), Vec::new())),
        Standing::AtBranch(organisation) => visitor.go(&url(Scope::firm(organisation), found.invitation)),
        Standing::Addressee => {
            app.openings().saw(&visitor.actor, &secret);
            lead(&visitor, &found).await
        }
        Standing::WrongAccount { masked } => {
            // The company's log tells that its link went through other hands.
            app.openings().saw(&visitor.actor, &secret);
            elsewhere(&visitor, &secret, masked)
        }
    }
}

/// To the invitation in her firm; a choice when she has several, a beginning when she has none.
async fn lead(visitor: &Visitor, found: &LinkedInvitation) -> Answer {
    let places = visitor.web.app.read(&visitor.actor, MyPlaces).await?;
    let firms: Vec<(String, String)> = places
        .into_iter()
        .filter_map(|place| match place.tenant {
            Tenant::Organisation(firm) => Some((place.name, url(Scope::firm(firm), found.invitation))),
            Tenant::Books(_) | Tenant::Person(_) | Tenant::Operator => None,
        })
        .collect();
    match firms.as_slice() {
        [(_, only)] => visitor.go(only),
        _ => answer::page(&landing(visitor, found, None, firms)),
    }
}

fn landing(
    visitor: &Visitor,
    found: &LinkedInvitation,
    sign_in: Option<SignInFirst>,
    firms: Vec<(String, String)>,
) -> Landing {
    Landing {
        shell: visitor.public_shell("Invitation"),
        company: found.company.clone().unwrap_or_default(),
        until: wording::day(found.expires_at),
        sign_in,
        firms,
    }
}

fn sign_in(secret: &str) -> SignInFirst {
    let back = Next::parse(&format!("/invitation/{secret}"));
    let to = |page: &str| back.as_ref().map_or_else(|| page.to_owned(), |next| next.after(page));
    SignInFirst { register_url: to("/register"), sign_in_url: to("/sign-in") }
}

/// Asks the company for another invitation; the answer is the same however often one asks.
pub(super) async fn ask(visitor: Visitor, Path(secret): Path<String>, form: Form<Nothing>) -> Answer {
    let command = AskSender { secret: secret.clone() };
    match visitor.web.app.run(&visitor.actor, Some(form.key), command).await {
        Ok(()) => visitor.go_with(&format!("/invitation/{secret}"), &Flash::new(Word::SenderAsked)),
        Err(Refusal::NotFound) => dead_link(&visitor, LinkState::Unknown, None),
        // It works after all: a newer state than the page that asked.
        Err(Refusal::Conflict { .. }) => visitor.go(&format!("/invitation/{secret}")),
        Err(other) => Err(other.into()),
    }
}

fn over(visitor: &Visitor, secret: &str, state: LinkState) -> Answer {
    dead_link(visitor, state, Some(asking(secret)))
}

fn asking(secret: &str) -> String {
    format!("/invitation/{secret}/ask")
}

fn elsewhere(visitor: &Visitor, secret: &str, masked: String) -> Answer {
    let page = WrongAccount {
        shell: visitor.public_shell("Another address"),
        invited: masked,
        current: visitor.actor.email().to_owned(),
        switch: AskAgain { form: visitor.form("switch"), url: "/sign-out".to_owned() },
        confirm: None,
        readdress: Some(AskAgain { form: visitor.form("readdress"), url: asking(secret) }),
    };
    Ok((StatusCode::FORBIDDEN, answer::page(&page)?).into_response())
}
