//! Disconnecting a client: what it means, then why, then done.

use super::client::facts;
use super::rows::url;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::practice::{Frame, Scope};
use crate::views::clients::{Disconnect, DisconnectReason as Page};
use crate::views::parts::Choice;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer};
use app::clients::{DisconnectClient, DisconnectReason};
use axum::http::StatusCode;
use kernel::{ConnectionId, FieldError, Refusal, Text500};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn ask(person: Person, Path((scope, connection)): Path<(Scope, ConnectionId)>) -> Answer {
    let client = facts(&person, scope, connection).await?;
    let frame = Frame::of(&person, scope).await?;
    let page = Disconnect {
        shell: frame.shell(&person, "Disconnect", PortalNav::Clients),
        url: url(scope, connection),
        people: u32::try_from(client.people.len()).unwrap_or(u32::MAX),
        company: client.row.name,
    };
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
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
    // Read before: afterwards the client may be out of the reader's sight.
    let mut page = view(&person, scope, connection).await?;
    let outcome = match parse(scope, connection, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => {
            let flash = Flash::about(Word::Disconnected, &page.company);
            person.go_with(&format!("{}/clients", scope.base()), &flash)
        }
        Err(refusal) => {
            page.form.come_back(refusal)?;
            page.reasons = reasons(&form.input.reason);
            page.note = form.input.note;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

fn parse(scope: Scope, connection: ConnectionId, typed: &Typed) -> Result<DisconnectClient, Refusal> {
    let mut problems = Problems::default();
    let reason = typed.reason.parse::<DisconnectReason>().map_err(|_| FieldError::Required);
    let reason = problems.take("reason", reason);
    let note = problems.take("note", Text500::parse_optional(&typed.note));
    match (reason, note) {
        (Some(reason), Some(note)) => {
            Ok(DisconnectClient { organisation: scope.organisation, connection, reason, note })
        }
        _ => Err(problems.refusal()),
    }
}

fn reasons(chosen: &str) -> Vec<Choice> {
    let choice = |reason: &DisconnectReason| Choice {
        value: reason.word().to_owned(),
        label: reason.label().to_owned(),
        hint: String::new(),
        chosen: reason.word() == chosen,
    };
    DisconnectReason::ALL.iter().map(choice).collect()
}

async fn view(person: &Person, scope: Scope, connection: ConnectionId) -> Result<Page, Refused> {
    let client = facts(person, scope, connection).await?;
    let frame = Frame::of(person, scope).await?;
    Ok(Page {
        shell: frame.shell(person, "Disconnect", PortalNav::Clients),
        form: person.form("disconnect"),
        company: client.row.name,
        url: url(scope, connection),
        reasons: reasons(""),
        note: String::new(),
    })
}
