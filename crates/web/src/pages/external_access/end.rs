//! Ending a firm's access.

use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::books::Frame;
use crate::views::books::access::EndAccess as Page;
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::clients::EndConnection;
use app::clients::list::ExternalAccess;
use axum::http::StatusCode;
use kernel::{BooksId, ConnectionId, Refusal, Text500};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    note: String,
}

pub(super) async fn show(person: Person, Path((books, connection)): Path<(BooksId, ConnectionId)>) -> Answer {
    let page = view(&person, books, connection).await?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(
    person: Person,
    Path((books, connection)): Path<(BooksId, ConnectionId)>,
    form: Form<Typed>,
) -> Answer {
    let mut page = view(&person, books, connection).await?;
    let mut problems = Problems::default();
    let outcome = match problems.take("note", Text500::parse_optional(&form.input.note)) {
        Some(note) => {
            let command = EndConnection { books, connection, note };
            person.web.app.run(&person.actor, Some(form.key), command).await
        }
        None => Err(problems.refusal()),
    };
    match outcome {
        Ok(_) => person.go_with(
            &format!("/books/{books}/external-access"),
            &Flash::about(Word::AccessEnded, &page.firm),
        ),
        Err(refusal) => {
            page.form.come_back(refusal)?;
            page.note = form.input.note;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

async fn view(person: &Person, books: BooksId, connection: ConnectionId) -> Result<Page, Refused> {
    let facts = person.web.app.read(&person.actor, ExternalAccess { books }).await?;
    let all = facts.connected.iter().chain(&facts.past);
    let firm = all.into_iter().find(|firm| firm.connection.connection == connection);
    let firm = firm.ok_or(Refusal::NotFound)?;
    let frame = Frame::of(person, books).await?;
    Ok(Page {
        shell: frame.shell(person, "End access", BooksNav::ExternalAccess),
        form: person.form("end"),
        firm: firm.connection.organisation_name.clone(),
        people: u32::try_from(firm.people.len()).unwrap_or(u32::MAX),
        url: format!("{}/external-access/{connection}", frame.base()),
        note: String::new(),
    })
}
