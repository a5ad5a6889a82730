//! A new company.

use super::words;
use crate::extract::{Form, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::parts;
use crate::views::start::NewCompany;
use crate::{Answer, answer};
use app::books::CreateBooks;
use kernel::{CompanyName, Country, Currency, Refusal, TimeZoneName};
use serde::Deserialize;

/// What is proposed to somebody of whom nothing is known: the country the product comes from.
const PROPOSED: &str = "GB";

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    legal_name: String,
    country: String,
    currency: String,
    year_end_month: String,
    year_end_day: String,
    zone: String,
}

pub(super) async fn show(person: Person) -> Answer {
    let country =
        Country::from_code(PROPOSED).map_err(|error| Refusal::Invalid(vec![error.at("country")]))?;
    let proposed = Typed {
        name: String::new(),
        legal_name: String::new(),
        country: country.code().to_owned(),
        currency: country.currency().code().to_owned(),
        year_end_month: "12".to_owned(),
        year_end_day: "31".to_owned(),
        zone: country.time_zone().as_str().to_owned(),
    };
    answer::page(&view(&person, proposed, person.form("company")))
}

pub(super) async fn send(person: Person, form: Form<Typed>) -> Answer {
    let outcome = match command(&form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(created) => {
            let flash = Flash::about(Word::CompanyCreated, form.input.name.trim());
            person.go_with(&format!("/books/{}", created.books), &flash)
        }
        Err(refusal) => {
            let refused = person.refused_form("company", refusal)?;
            answer::refused(&view(&person, form.input, refused))
        }
    }
}

fn command(typed: &Typed) -> Result<CreateBooks, Refusal> {
    let mut problems = Problems::default();
    let name = problems.take("name", CompanyName::parse(&typed.name));
    let legal_name = problems.take("legal_name", CompanyName::parse_optional(&typed.legal_name));
    let country = problems.take("country", Country::from_code(&typed.country));
    let currency = problems.take("currency", Currency::from_code(&typed.currency));
    let year_end = words::year_end(&typed.year_end_month, &typed.year_end_day);
    let fiscal_year_end = problems.take("year_end", year_end);
    let time_zone = problems.take("zone", TimeZoneName::parse(&typed.zone));
    match (name, legal_name, country, currency, fiscal_year_end, time_zone) {
        (Some(name), Some(legal_name), Some(country), Some(currency), Some(year_end), Some(time_zone)) => {
            Ok(CreateBooks { name, legal_name, country, currency, fiscal_year_end: year_end, time_zone })
        }
        _ => Err(problems.refusal()),
    }
}

fn view(person: &Person, typed: Typed, form: parts::Form) -> NewCompany {
    NewCompany {
        shell: person.public_shell("Your company"),
        form,
        countries: words::countries(&typed.country),
        currencies: words::currencies(&typed.currency),
        months: words::months(&typed.year_end_month),
        days: words::days(&typed.year_end_day),
        zones: words::zones(&typed.zone),
        name: typed.name,
        legal_name: typed.legal_name,
    }
}
