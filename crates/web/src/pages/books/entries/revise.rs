//! A changed entry.

use super::super::Frame;
use super::typed::{Place, Typed, by_row, view};
use crate::extract::{Form, Path, Person, Query};
use crate::flash::{Flash, Word};
use crate::{Answer, answer};
use app::access::BooksKey;
use app::books::entries::{EntryHistory, EntryPage, EntryPosted, ReviseEntry};
use app::door::IdempotencyKey;
use kernel::{BooksId, Refusal, TransactionId};
use serde::Deserialize;

/// The revision that the form was made from.
#[derive(Default, Deserialize)]
pub(in super::super) struct Seen {
    #[serde(default)]
    pub revision: i64,
}

fn place(frame: &Frame, history: &EntryHistory, revision: i64) -> Place {
    let page = format!("{}/transactions/{}", frame.base(), history.transaction);
    Place {
        action: format!("{page}/edit?revision={revision}"),
        back: page,
        title: format!("Change entry {}", history.entry_no),
        verb: "Post change",
    }
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
    let standing = history.standing().ok_or(Refusal::NotFound)?;
    let mut typed = Typed::blank(standing.day);
    typed.description.clone_from(&standing.memo);
    for line in &standing.lines {
        typed.push(line.account.to_string(), line.memo.clone(), line.debit, line.credit);
    }
    let place = place(&frame, &history, history.revision);
    answer::page(&view(&person, &frame, place, (typed, person.form("entry"))).await?)
}

pub(in super::super) async fn send(
    person: Person,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
    Query(seen): Query<Seen>,
    form: Form<Typed>,
) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let history = person.web.app.read(&person.actor, EntryPage { books, transaction }).await?;
    let place = place(&frame, &history, seen.revision);
    if form.input.more.is_some() {
        return answer::page(&view(&person, &frame, place, (form.input, person.form("entry"))).await?);
    }
    match revise(&person, &frame, (transaction, seen.revision), &form.input, form.key).await {
        Ok(posted) => {
            let flash = Flash::about(Word::EntryPosted, &posted.entry_no.to_string());
            person.go_with(&place.back, &flash)
        }
        Err(refusal) => {
            let refused = person.refused_form("entry", refusal)?;
            answer::refused(&view(&person, &frame, place, (form.input, refused)).await?)
        }
    }
}

async fn revise(
    person: &Person,
    frame: &Frame,
    (transaction, expected): (TransactionId, i64),
    typed: &Typed,
    key: IdempotencyKey,
) -> Result<EntryPosted, Refusal> {
    let read = typed.read(frame.facts.currency)?;
    let command = ReviseEntry {
        books: frame.facts.books,
        transaction,
        expected,
        day: read.day,
        memo: read.memo,
        lines: read.lines,
    };
    let outcome = person.web.app.run(&person.actor, Some(key), command).await;
    outcome.map_err(|refusal| by_row(refusal, &read.rows))
}
