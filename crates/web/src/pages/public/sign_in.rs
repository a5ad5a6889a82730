//! Signing in.

use crate::extract::{Form, Next, Origin, Query, Visitor, cookie};
use crate::views::identity::SignIn;
use crate::{Answer, answer};
use app::identity::{PasswordOf, SIGNED_IN_HOURS, SignInFacts, StartSession};
use app::keys::hash_of;
use axum::http::header;
use axum::response::IntoResponse as _;
use kernel::{EmailAddress, Refusal};
use serde::Deserialize;

const START: &str = "/start";

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Answer {
    let next = Next::parse(&wish.next);
    if visitor.signed_in().is_some() {
        return visitor.go(next.as_ref().map_or(START, Next::as_str));
    }
    answer::page(&view(&visitor, String::new(), next))
}

pub(super) async fn send(visitor: Visitor, origin: Origin, form: Form<Typed>) -> Answer {
    let Typed { email, password, next } = form.input;
    let next = Next::parse(&next);
    match check(&visitor, &email, password).await {
        Ok(facts) => start(&visitor, &origin, &facts, next.as_ref().map_or(START, Next::as_str)).await,
        Err(Refusal::Rule { message, .. }) => {
            let mut page = view(&visitor, email, next);
            page.form.trouble = Some(message);
            answer::refused(&page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Checks address and password; one answer for an unknown address and a wrong password, after equal work.
async fn check(visitor: &Visitor, email: &str, password: String) -> Result<SignInFacts, Refusal> {
    let web = &visitor.web;
    let facts = match EmailAddress::parse(email) {
        Ok(email) => web.app.read(&visitor.actor, PasswordOf { email }).await?,
        Err(_) => None,
    };
    let stored = facts.as_ref().map(|facts| facts.password_hash.clone());
    let fits = web.passwords.fits(password, stored).await?;
    match facts {
        Some(facts) if fits => Ok(facts),
        _ => Err(Refusal::rule("wrong_password", "That password does not match this email.")),
    }
}

/// Starts a session under a new token, whatever cookie the browser came with.
pub(super) async fn start(visitor: &Visitor, origin: &Origin, facts: &SignInFacts, next: &str) -> Answer {
    let web = &visitor.web;
    let token = web.secret();
    let command = StartSession {
        user: facts.user,
        checked_hash: facts.password_hash.clone(),
        token_hash: hash_of(&token),
        agent: origin.agent.clone(),
        address: origin.address.clone(),
    };
    web.app.run(&visitor.actor, None, command).await?;
    let cookie = cookie::set(&web.settings, cookie::SESSION, &token, SIGNED_IN_HOURS * 3_600);
    Ok(([(header::SET_COOKIE, cookie)], visitor.go(next)?).into_response())
}

fn view(visitor: &Visitor, email: String, next: Option<Next>) -> SignIn {
    SignIn {
        shell: visitor.public_shell("Sign in"),
        form: visitor.form("sign-in"),
        email,
        next: next.map(Next::into_path).unwrap_or_default(),
        notice: None,
    }
}
