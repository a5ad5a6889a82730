//! `Back to Accountant`: ends the visit and leads where the accountant came from.

use crate::Answer;
use crate::extract::{Form, Path, Person};
use app::clients::visits::CloseVisit;
use kernel::{BooksId, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn send(person: Person, Path(books): Path<BooksId>, form: Form<Nothing>) -> Answer {
    match person.web.app.run(&person.actor, Some(form.key), CloseVisit { books }).await {
        Ok(left) => person.go(&left.came_from),
        // She was never in these books, or so long ago that nobody knows from where.
        Err(Refusal::NotFound) => person.go("/portal"),
        Err(other) => Err(other.into()),
    }
}
