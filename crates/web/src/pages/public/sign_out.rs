//! Signing out.

use crate::extract::{Form, Person, Visitor, cookie};
use crate::views::identity::SignedOut;
use crate::{Answer, answer};
use app::identity::SignOut;
use axum::http::{HeaderValue, header};
use serde::Deserialize;

/// What the browser forgets with the session: nothing of any books stays on a shared machine.
const FORGET: HeaderValue = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn send(person: Person, form: Form<Nothing>) -> Answer {
    let Nothing {} = form.input;
    let session = person.session()?.session;
    person.web.app.run(&person.actor, Some(form.key), SignOut).await?;
    person.web.app.hub().end_session(session);
    let mut response = person.go("/signed-out")?;
    let gone = cookie::set(&person.web.settings, cookie::SESSION, "", 0);
    response.headers_mut().append(header::SET_COOKIE, gone);
    response.headers_mut().insert("clear-site-data", FORGET);
    Ok(response)
}

pub(super) async fn show(visitor: Visitor) -> Answer {
    answer::page(&SignedOut { shell: visitor.public_shell("Signed out") })
}
