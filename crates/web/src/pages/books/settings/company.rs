//! The company's details.

use super::super::{Frame, words};
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::books::settings::CompanySettings as View;
use crate::views::parts;
use crate::views::shell::BooksNav;
use crate::{Answer, answer};
use app::access::BooksKey;
use app::audit::ViewedPage;
use app::books::settings::{CompanyDetails, CompanySettings, UpdateCompany};
use kernel::{BooksId, CompanyName, Country, Refusal, TimeZoneName};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in super::super) struct Typed {
    name: String,
    legal_name: String,
    country: String,
    year_end_month: String,
    year_end_day: String,
    zone: String,
}

impl Typed {
    fn stored(company: CompanyDetails) -> Self {
        Self {
            name: company.name,
            legal_name: company.legal_name.unwrap_or_default(),
            country: company.country.code().to_owned(),
            year_end_month: company.fiscal_year_end.month().to_string(),
            year_end_day: company.fiscal_year_end.day().to_string(),
            zone: company.time_zone.as_str().to_owned(),
        }
    }

    fn command(&self, books: BooksId) -> Result<UpdateCompany, Refusal> {
        let mut problems = Problems::default();
        let name = problems.take("name", CompanyName::parse(&self.name));
        let legal_name = problems.take("legal_name", CompanyName::parse_optional(&self.legal_name));
        let country = problems.take("country", Country::from_code(&self.country));
        let year_end = words::year_end(&self.year_end_month, &self.year_end_day);
        let year_end = problems.take("year_end", year_end);
        let time_zone = problems.take("zone", TimeZoneName::parse(&self.zone));
        match (name, legal_name, country, year_end, time_zone) {
            (Some(name), Some(legal_name), Some(country), Some(fiscal_year_end), Some(time_zone)) => {
                let expected = None;
                Ok(UpdateCompany { books, expected, name, legal_name, country, time_zone, fiscal_year_end })
            }
            _ => Err(problems.refusal()),
        }
    }
}

pub(in super::super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Settings).await?;
    let company = person.web.app.read(&person.actor, CompanySettings { books }).await?;
    answer::page(&view(&person, &frame, Typed::stored(company), person.form("company")))
}

pub(in super::super) async fn send(person: Person, Path(books): Path<BooksId>, form: Form<Typed>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let outcome = match form.input.command(books) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(()) => {
            person.go_with(&format!("{}/settings/company", frame.base()), &Flash::new(Word::CompanySaved))
        }
        Err(refusal) => {
            let refused = person.refused_form("company", refusal)?;
            answer::refused(&view(&person, &frame, form.input, refused))
        }
    }
}

fn view(person: &Person, frame: &Frame, typed: Typed, form: parts::Form) -> View {
    View {
        shell: frame.shell(person, "Company", BooksNav::Settings),
        form,
        countries: words::countries(&typed.country),
        currency: frame.facts.currency.code().to_owned(),
        months: words::months(&typed.year_end_month),
        days: words::days(&typed.year_end_day),
        zones: words::zones(&typed.zone),
        closed: frame.closed(BooksKey::CompanyWrite),
        name: typed.name,
        legal_name: typed.legal_name,
    }
}
