//! Signing in.

use super::password;
use crate::extract::{Form, Next, Origin, Query, Visitor, cookie};
use crate::views::identity::SignIn;
use crate::{Answer, answer};
use app::identity::{SIGNED_IN_HOURS, SignInFacts, SignOut, StartSession};
use app::keys::hash_of;
use axum::http::{HeaderValue, header};
use kernel::Refusal;
use serde::Deserialize;

/// Where a sign-in leads when nothing else was wanted.
pub(super) const START: &str = "/start";

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    next: String,
    #[serde(default)]
    reset: Option<String>,
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
    let mut page = view(&visitor, String::new(), next);
    page.notice = wish.reset.map(|_| "Your password is set. Sign in with it.".to_owned());
    answer::page(&page)
}

pub(super) async fn send(visitor: Visitor, origin: Origin, form: Form<Typed>) -> Answer {
    let Typed { email, password, next } = form.input;
    let next = Next::parse(&next);
    let outcome = match password::check(&visitor.web, &visitor.actor, (&email, password)).await {
        Ok(facts) => start(&visitor, &origin, &facts).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(cookie) => signed_in(&visitor, cookie, next.as_ref().map_or(START, Next::as_str)),
        Err(Refusal::Rule { message, .. }) => {
            let mut page = view(&visitor, email, next);
            page.form.trouble = Some(message);
            answer::refused(&page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Starts a session under a new token, whatever cookie the browser came with; a session that it came with ends.
/// The answer is the new cookie.
pub(super) async fn start(
    visitor: &Visitor,
    origin: &Origin,
    facts: &SignInFacts,
) -> Result<HeaderValue, Refusal> {
    let web = &visitor.web;
    let token = web.secret();
    let command = StartSession {
        user: facts.user,
        checked_hash: facts.password_hash.clone(),
        token_hash: hash_of(&token),
        agent: origin.agent.clone(),
        address: origin.address.clone(),
    };
    // Without a key: each try draws its own token.
    web.app.run(&visitor.actor, None, command).await?;
    if let Some(former) = visitor.signed_in() {
        match web.app.run(&visitor.actor, None, SignOut).await {
            // It ended meanwhile by itself.
            Ok(()) | Err(Refusal::SignedOut) => {}
            Err(other) => return Err(other),
        }
        web.app.hub().end_session(former.session);
    }
    Ok(session_cookie(visitor, &token))
}

/// The cookie of a session, for as long as one may live.
pub(crate) fn session_cookie(visitor: &Visitor, token: &str) -> HeaderValue {
    cookie::set(&visitor.web.settings, cookie::SESSION, token, SIGNED_IN_HOURS * 3_600)
}

/// The way on with the new cookie.
pub(super) fn signed_in(visitor: &Visitor, cookie: HeaderValue, url: &str) -> Answer {
    let mut response = visitor.go(url)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
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
