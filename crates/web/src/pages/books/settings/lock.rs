//! The lock day.

use super::super::Frame;
use crate::extract::{Form, Path, Person};
use crate::flash::{Flash, Word};
use crate::views::books::settings::LockDay;
use crate::views::parts;
use crate::views::shell::BooksNav;
use crate::{Answer, answer};
use app::access::BooksKey;
use app::audit::ViewedPage;
use app::books::settings::SetLockDay;
use kernel::{BooksId, Day, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in super::super) struct Typed {
    lock_day: String,
}

pub(in super::super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Settings).await?;
    let stored = frame.facts.lock_day.map(|day| day.to_string()).unwrap_or_default();
    answer::page(&view(&person, &frame, stored, person.form("lock")))
}

pub(in super::super) async fn send(person: Person, Path(books): Path<BooksId>, form: Form<Typed>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let day = match form.input.lock_day.trim() {
        "" => Ok(None),
        typed => Day::parse(typed).map(Some),
    };
    let outcome = match day {
        Ok(day) => person.web.app.run(&person.actor, Some(form.key), SetLockDay { books, day }).await,
        Err(error) => Err(Refusal::Invalid(vec![error.at("lock_day")])),
    };
    match outcome {
        Ok(()) => person.go_with(&format!("{}/settings", frame.base()), &Flash::new(Word::CompanySaved)),
        Err(refusal) => {
            let refused = person.refused_form("lock", refusal)?;
            answer::refused(&view(&person, &frame, form.input.lock_day, refused))
        }
    }
}

fn view(person: &Person, frame: &Frame, lock_day: String, form: parts::Form) -> LockDay {
    LockDay {
        shell: frame.shell(person, "Lock day", BooksNav::Settings),
        form,
        lock_day,
        closed: frame.closed(BooksKey::AccountingClose),
    }
}
