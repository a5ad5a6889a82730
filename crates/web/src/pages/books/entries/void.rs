//! Voiding an entry: a reversal with a reason.

use super::super::{Frame, words};
use super::revise::Seen;
use crate::extract::{Form, Path, Person, Query};
use crate::flash::{Flash, Word};
use crate::views::books::entries::VoidEntry;
use crate::views::parts;
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::access::BooksKey;
use app::books::entries::{DeleteEntry, EntryHistory, EntryPage};
use axum::http::StatusCode;
use kernel::{BooksId, Memo, Refusal, TransactionId};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in super::super) struct Typed {
    reason: String,
}

pub(in super::super) async fn show(
    person: Person,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
) -> Answer {
    let frame = Frame::of(&person, books).await?;
    if !frame.may(BooksKey::AccountingWrite) {
        return Err(Refusal::Forbidden { needs: BooksKey::AccountingWrite.word() }.into());
    }
    let history = person.web.app.read(&person.actor, EntryPage { books, transaction }).await?;
    let revision = history.revision;
    let page = view(&person, &frame, (&history, revision), (String::new(), person.form("void")))?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(in super::super) async fn send(
    person: Person,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
    Query(seen): Query<Seen>,
    form: Form<Typed>,
) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let history = person.web.app.read(&person.actor, EntryPage { books, transaction }).await?;
    let outcome = match Memo::parse_optional(&form.input.reason) {
        Ok(reason) => {
            let command = DeleteEntry { books, transaction, expected: seen.revision, reason };
            person.web.app.run(&person.actor, Some(form.key), command).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error.at("reason")])),
    };
    match outcome {
        Ok(_) => {
            let flash = Flash::about(Word::EntryVoided, &history.entry_no.to_string());
            person.go_with(&format!("{}/transactions", frame.base()), &flash)
        }
        Err(refusal) => {
            let refused = person.refused_form("void", refusal)?;
            let page = view(&person, &frame, (&history, seen.revision), (form.input.reason, refused))?;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

fn view(
    person: &Person,
    frame: &Frame,
    (history, revision): (&EntryHistory, i64),
    (reason, form): (String, parts::Form),
) -> Result<VoidEntry, Refused> {
    let standing = history.standing().ok_or(Refusal::NotFound)?;
    let url = format!("{}/transactions/{}", frame.base(), history.transaction);
    Ok(VoidEntry {
        shell: frame.shell(person, &format!("Void entry {}", standing.entry_no), BooksNav::Transactions),
        form,
        number: standing.entry_no.to_string(),
        day: words::long(standing.day),
        action: format!("{url}/void?revision={revision}"),
        url,
        reason,
    })
}
