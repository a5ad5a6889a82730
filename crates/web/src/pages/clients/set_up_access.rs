//! `Set Up Access`: whoever may give access gives it to herself.

use super::client::facts;
use super::rows::url;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::practice::{Frame, Scope};
use crate::views::clients::SetUpAccess as Page;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer};
use app::clients::assignments::SetUpAccess;
use axum::http::StatusCode;
use kernel::{ConnectionId, Text500};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    reason: String,
}

pub(super) async fn show(person: Person, Path((scope, connection)): Path<(Scope, ConnectionId)>) -> Answer {
    let page = view(&person, scope, connection).await?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(
    person: Person,
    Path((scope, connection)): Path<(Scope, ConnectionId)>,
    form: Form<Typed>,
) -> Answer {
    let mut problems = Problems::default();
    let outcome = match problems.take("reason", Text500::parse_optional(&form.input.reason)) {
        Some(reason) => {
            let command = SetUpAccess { organisation: scope.organisation, connection, reason };
            person.web.app.run(&person.actor, Some(form.key), command).await
        }
        None => Err(problems.refusal()),
    };
    let mut page = view(&person, scope, connection).await?;
    match outcome {
        Ok(_) => person.go_with(&url(scope, connection), &Flash::about(Word::AccessSaved, &page.company)),
        Err(refusal) => {
            page.form.come_back(refusal)?;
            page.reason = form.input.reason;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

async fn view(person: &Person, scope: Scope, connection: ConnectionId) -> Result<Page, Refused> {
    let client = facts(person, scope, connection).await?;
    let frame = Frame::of(person, scope).await?;
    Ok(Page {
        shell: frame.shell(person, "Set Up Access", PortalNav::Clients),
        form: person.form("set-up-access"),
        url: url(scope, connection),
        scope: client.row.preset.label().to_owned(),
        company: client.row.name,
        reason: String::new(),
    })
}
