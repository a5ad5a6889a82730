//! Taking a request back.

use crate::extract::{Form, Path, Person};
use crate::flash::{Flash, Word};
use crate::pages::books::Frame;
use crate::views::books::access::WithdrawRequest as Page;
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::invitations::{SentRequests, WithdrawInvitation};
use axum::http::StatusCode;
use kernel::{BooksId, InvitationId, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(person: Person, Path((books, invitation)): Path<(BooksId, InvitationId)>) -> Answer {
    let page = view(&person, books, invitation).await?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(
    person: Person,
    Path((books, invitation)): Path<(BooksId, InvitationId)>,
    form: Form<Nothing>,
) -> Answer {
    let command = WithdrawInvitation { books, invitation };
    let outcome = person.web.app.run(&person.actor, Some(form.key), command).await;
    let mut page = view(&person, books, invitation).await?;
    match outcome {
        Ok(()) => person.go_with(
            &format!("/books/{books}/external-access"),
            &Flash::about(Word::InvitationWithdrawn, &page.to),
        ),
        Err(refusal) => {
            page.form.come_back(refusal)?;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

async fn view(person: &Person, books: BooksId, invitation: InvitationId) -> Result<Page, Refused> {
    let requests = person.web.app.read(&person.actor, SentRequests { books }).await?;
    let request = requests.into_iter().find(|request| request.invitation == invitation);
    let request = request.ok_or(Refusal::NotFound)?;
    let frame = Frame::of(person, books).await?;
    Ok(Page {
        shell: frame.shell(person, "Withdraw an invitation", BooksNav::ExternalAccess),
        form: person.form("withdraw"),
        url: format!("{}/external-access/requests/{invitation}", frame.base()),
        to: request.firm.unwrap_or(request.email),
    })
}
