//! A new entry.

use super::super::Frame;
use super::typed::{Place, Typed, by_row, view};
use crate::extract::{Form, Path, Person};
use crate::flash::{Flash, Word};
use crate::{Answer, answer};
use app::access::BooksKey;
use app::books::entries::{EntryPosted, PostEntry};
use app::door::IdempotencyKey;
use kernel::{BooksId, Refusal};

fn place(frame: &Frame) -> Place {
    Place {
        action: format!("{}/transactions/new", frame.base()),
        back: format!("{}/transactions", frame.base()),
        title: "New entry".to_owned(),
        verb: "Post",
    }
}

pub(in super::super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    if !frame.may(BooksKey::AccountingWrite) {
        return Err(Refusal::Forbidden { needs: BooksKey::AccountingWrite.word() }.into());
    }
    let typed = Typed::blank(frame.today(&person));
    answer::page(&view(&person, &frame, place(&frame), (typed, person.form("entry"))).await?)
}

pub(in super::super) async fn send(person: Person, Path(books): Path<BooksId>, form: Form<Typed>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    if form.input.more.is_some() {
        let again = (form.input, person.form("entry"));
        return answer::page(&view(&person, &frame, place(&frame), again).await?);
    }
    match post(&person, &frame, &form.input, form.key).await {
        Ok(posted) => {
            let flash = Flash::about(Word::EntryPosted, &posted.entry_no.to_string());
            person.go_with(&format!("{}/transactions", frame.base()), &flash)
        }
        Err(refusal) => {
            let refused = person.refused_form("entry", refusal)?;
            answer::refused(&view(&person, &frame, place(&frame), (form.input, refused)).await?)
        }
    }
}

async fn post(
    person: &Person,
    frame: &Frame,
    typed: &Typed,
    key: IdempotencyKey,
) -> Result<EntryPosted, Refusal> {
    let read = typed.read(frame.facts.currency)?;
    let command = PostEntry { books: frame.facts.books, day: read.day, memo: read.memo, lines: read.lines };
    let outcome = person.web.app.run(&person.actor, Some(key), command).await;
    outcome.map_err(|refusal| by_row(refusal, &read.rows))
}
