//! The password again, before something that changes who has access. The session gets a new token by it.

use super::{password, sign_in};
use crate::extract::{Form, Next, Person, Query};
use crate::views::house::Prove;
use crate::{Answer, Refused, answer};
use app::Actor;
use app::identity::{Authenticate, Credential, ProveIdentity};
use app::keys::hash_of;
use axum::http::HeaderValue;
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn show(person: Person, Query(wish): Query<Wish>) -> Answer {
    answer::page(&view(&person, Next::parse(&wish.next)))
}

pub(super) async fn send(person: Person, form: Form<Typed>) -> Answer {
    let next = Next::parse(&form.input.next);
    if let Err(refusal) = password::check_mine(&person, "password", form.input.password).await {
        let mut page = view(&person, next);
        page.form = person.refused_form("prove", refusal)?;
        return answer::refused(&page);
    }
    let (_, cookie) = renew(&person).await?;
    sign_in::signed_in(&person, cookie, next.as_ref().map_or(sign_in::START, Next::as_str))
}

/// Notes the proof and gives the session a new token: the actor as she is now, and her new cookie. The caller
/// has checked the password.
pub(crate) async fn renew(person: &Person) -> Result<(Actor, HeaderValue), Refused> {
    let app = &person.web.app;
    let token = person.web.secret();
    app.run(&person.actor, None, ProveIdentity { token_hash: hash_of(&token) }).await?;
    let credential = Credential::Cookie(token.clone());
    let who = app.read(&Actor::nobody(person.asked.id), Authenticate { credential }).await?;
    Ok((Actor { who, request: person.asked.id }, sign_in::session_cookie(person, &token)))
}

fn view(person: &Person, next: Option<Next>) -> Prove {
    Prove {
        shell: person.public_shell("Your password again"),
        form: person.form("prove"),
        email: person.actor.email().to_owned(),
        next: next.map(Next::into_path).unwrap_or_default(),
    }
}
