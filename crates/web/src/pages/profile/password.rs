//! Another password. All other sessions end, and this one gets a new token.

use super::show::view;
use crate::extract::{Form, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::public::{check_mine, session_cookie};
use crate::{Answer, answer};
use app::identity::{ChangePassword, Password};
use app::keys::hash_of;
use axum::http::{HeaderValue, header};
use kernel::Refusal;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    current: String,
    password: String,
}

pub(super) async fn send(person: Person, form: Form<Typed>) -> Answer {
    match change(&person, form.input).await {
        Ok(cookie) => {
            let mut response = person.go_with("/profile", &Flash::new(Word::PasswordChanged))?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(refusal) => {
            let refused = person.refused_form("password", refusal)?;
            let mut page = view(&person).await?;
            page.password_form = refused;
            answer::refused(&page)
        }
    }
}

async fn change(person: &Person, typed: Typed) -> Result<HeaderValue, Refusal> {
    let web = &person.web;
    let own = [person.actor.name(), person.actor.email()];
    let mut problems = Problems::default();
    let checked = problems.keep(check_mine(person, "current", typed.current).await)?;
    let password = problems.keep(Password::new(typed.password, &own))?;
    let (Some(()), Some(password)) = (checked, password) else { return Err(problems.refusal()) };
    let token = web.secret();
    let password_hash = web.passwords.hash(password).await?;
    let command = ChangePassword { password_hash, token_hash: hash_of(&token) };
    // Without a key: each try draws its own token.
    web.app.run(&person.actor, None, command).await?;
    Ok(session_cookie(person, &token))
}
