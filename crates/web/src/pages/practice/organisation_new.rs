//! Signing up a firm.

use crate::extract::{Form, Person, Problems};
use crate::views::start::NewOrganisation;
use crate::{Answer, answer, wording};
use app::practice::{CreateOrganisation, OrganisationCreated};
use kernel::{CompanyName, Country, Refusal};
use serde::Deserialize;

/// Proposed while nothing is known about the person's whereabouts.
const USUAL_COUNTRY: &str = "GB";

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    country: String,
}

pub(super) async fn show(person: Person) -> Answer {
    answer::page(&view(&person, String::new(), USUAL_COUNTRY))
}

pub(super) async fn send(person: Person, form: Form<Typed>) -> Answer {
    let outcome = match parse(&form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(OrganisationCreated { organisation }) => {
            person.go(&format!("/organisations/{organisation}/branches/first"))
        }
        Err(refusal) => {
            let mut page = view(&person, form.input.name, &form.input.country);
            page.form.come_back(refusal)?;
            answer::refused(&page)
        }
    }
}

fn parse(typed: &Typed) -> Result<CreateOrganisation, Refusal> {
    let mut problems = Problems::default();
    let name = problems.take("name", CompanyName::parse(&typed.name));
    let country = problems.take("country", Country::from_code(&typed.country));
    match (name, country) {
        (Some(name), Some(country)) => Ok(CreateOrganisation { name, country }),
        _ => Err(problems.refusal()),
    }
}

fn view(person: &Person, name: String, country: &str) -> NewOrganisation {
    NewOrganisation {
        shell: person.public_shell("Your firm"),
        form: person.form("organisation"),
        name,
        countries: wording::countries(country),
    }
}
