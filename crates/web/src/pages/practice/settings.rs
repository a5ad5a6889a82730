//! Where settings are, and those of the firm itself.

use super::{Frame, Scope, needs};
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::parts::{Badge, Tone};
use crate::views::practice::{BranchLine, OrganisationSettings as Page, Settings};
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::practice::{BranchRow, Branches, OrganisationSettings, UpdateOrganisation};
use kernel::{CompanyName, Country, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    country: String,
}

pub(super) async fn hub(person: Person, Path(scope): Path<Scope>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    let rows = person.web.app.read(&person.actor, Branches { organisation: scope.organisation }).await?;
    answer::page(&Settings {
        shell: frame.shell(&person, "Settings", PortalNav::Settings),
        branches: rows.into_iter().map(|row| line(scope, row)).collect(),
    })
}

fn line(scope: Scope, row: BranchRow) -> BranchLine {
    let (text, tone) = match (&row.address.confirmed, &row.address.waiting) {
        (Some(_), None) => ("Confirmed", Tone::Good),
        (Some(_), Some(_)) => ("Change waits", Tone::Wait),
        (None, _) => ("Not confirmed", Tone::Wait),
    };
    let waiting = row.address.waiting.map(|waiting| waiting.email);
    BranchLine {
        name: row.name,
        email: row.address.confirmed.or(waiting).unwrap_or_default(),
        state: Badge { text: text.to_owned(), tone },
        currency: row.currency.code().to_owned(),
        url: format!("{}/settings/branch", Scope::branch(scope.organisation, row.branch).base()),
    }
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>) -> Answer {
    answer::page(&view(&person, scope, None).await?)
}

pub(super) async fn send(person: Person, Path(scope): Path<Scope>, form: Form<Typed>) -> Answer {
    let outcome = match parse(scope, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(()) => {
            let flash = Flash::about(Word::BranchSaved, &form.input.name);
            person.go_with(&format!("{}/settings", scope.base()), &flash)
        }
        Err(refusal) => {
            let mut page = view(&person, scope, Some(form.input)).await?;
            page.form.come_back(refusal)?;
            answer::refused(&page)
        }
    }
}

fn parse(scope: Scope, typed: &Typed) -> Result<UpdateOrganisation, Refusal> {
    let mut problems = Problems::default();
    let name = problems.take("name", CompanyName::parse(&typed.name));
    let country = problems.take("country", Country::from_code(&typed.country));
    match (name, country) {
        (Some(name), Some(country)) => {
            Ok(UpdateOrganisation { organisation: scope.organisation, name, country })
        }
        _ => Err(problems.refusal()),
    }
}

async fn view(person: &Person, scope: Scope, typed: Option<Typed>) -> Result<Page, Refused> {
    let frame = Frame::of(person, scope).await?;
    let asked = OrganisationSettings { organisation: scope.organisation };
    let firm = person.web.app.read(&person.actor, asked).await?;
    let closed = (!firm.may_update).then(|| needs(Permission::UpdateBranch, firm.ask.as_deref()));
    let stored = Typed { name: firm.name, country: firm.country.code().to_owned() };
    let typed = typed.unwrap_or(stored);
    Ok(Page {
        shell: frame.shell(person, "Organisation", PortalNav::Settings),
        form: person.form("organisation"),
        name: typed.name,
        countries: wording::countries(&typed.country),
        closed,
    })
}
