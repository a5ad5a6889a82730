//! What can be set.

use super::super::{Frame, words};
use crate::extract::{Path, Person};
use crate::views::books::settings::SettingsHub;
use crate::views::shell::BooksNav;
use crate::{Answer, answer};
use app::audit::ViewedPage;
use kernel::BooksId;

pub(in super::super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Settings).await?;
    answer::page(&SettingsHub {
        shell: frame.shell(&person, "Settings", BooksNav::Settings),
        access: "Who of an accounting firm may enter".to_owned(),
        lock: match frame.facts.lock_day {
            Some(day) => format!("Locked through {}", words::long(day)),
            None => "No period is locked".to_owned(),
        },
    })
}
