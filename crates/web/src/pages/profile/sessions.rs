//! Ending sessions.

use crate::Answer;
use crate::extract::{Form, Path, Person};
use crate::flash::{Flash, Word};
use app::identity::{EndOtherSessions, EndSession};
use kernel::SessionId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn end(person: Person, Path(session): Path<SessionId>, form: Form<Nothing>) -> Answer {
    let Nothing {} = form.input;
    person.web.app.run(&person.actor, Some(form.key), EndSession { session }).await?;
    person.web.app.hub().end_session(session);
    person.go_with("/profile", &Flash::new(Word::SessionEnded))
}

pub(super) async fn end_others(person: Person, form: Form<Nothing>) -> Answer {
    let Nothing {} = form.input;
    person.web.app.run(&person.actor, Some(form.key), EndOtherSessions).await?;
    person.go_with("/profile", &Flash::new(Word::SessionsEnded))
}
