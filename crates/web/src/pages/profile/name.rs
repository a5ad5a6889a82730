//! Another name.

use super::show::view;
use crate::extract::{Form, Person};
use crate::flash::{Flash, Word};
use crate::{Answer, answer};
use app::identity::RenamePerson;
use kernel::{PersonName, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
}

pub(super) async fn send(person: Person, form: Form<Typed>) -> Answer {
    let name = PersonName::parse(&form.input.name).map_err(|error| Refusal::Invalid(vec![error.at("name")]));
    let outcome = match name {
        Ok(name) => person.web.app.run(&person.actor, Some(form.key), RenamePerson { name }).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(()) => person.go_with("/profile", &Flash::new(Word::NameSaved)),
        Err(refusal) => {
            let refused = person.refused_form("name", refusal)?;
            let mut page = view(&person).await?;
            (page.name, page.name_form) = (form.input.name, refused);
            answer::refused(&page)
        }
    }
}
