//! The link of an invitation that was mailed to a person: whoever it is for is led to where she answers.

use super::url;
use crate::extract::{Next, Path, Visitor};
use crate::pages::practice::Scope;
use crate::views::failure::{AskAgain, DeadLink, LinkState, WrongAccount};
use crate::views::invitations::Landing;
use crate::views::team::SignInFirst;
use crate::{Answer, answer, wording};
use app::Tenant;
use app::identity::MyPlaces;
use app::invitations::{InvitationLink, LinkedInvitation, Standing, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::Refusal;

pub(super) async fn show(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    let app = &visitor.web.app;
    let found = match app.read(&visitor.actor, InvitationLink { secret: secret.clone() }).await {
        Ok(found) => found,
        Err(Refusal::NotFound) => return gone(&visitor, LinkState::Unknown),
        Err(other) => return Err(other.into()),
    };
    match found.state {
        State::Pending => {}
        State::Expired => return gone(&visitor, LinkState::Expired(wording::day(found.expires_at))),
        State::Withdrawn => return gone(&visitor, LinkState::Withdrawn),
        State::Accepted | State::Rejecting | State::Rejected => return gone(&visitor, LinkState::Used),
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
            elsewhere(&visitor, masked)
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

fn gone(visitor: &Visitor, state: LinkState) -> Answer {
    let status = if state == LinkState::Unknown { StatusCode::NOT_FOUND } else { StatusCode::GONE };
    let page = DeadLink { shell: visitor.public_shell("This link"), state, again: None };
    Ok((status, answer::page(&page)?).into_response())
}

fn elsewhere(visitor: &Visitor, masked: String) -> Answer {
    let page = WrongAccount {
        shell: visitor.public_shell("Another address"),
        invited: masked,
        current: visitor.actor.email().to_owned(),
        switch: AskAgain { form: visitor.form("switch"), url: "/sign-out".to_owned() },
        confirm: None,
        readdress: None,
    };
    Ok((StatusCode::FORBIDDEN, answer::page(&page)?).into_response())
}
