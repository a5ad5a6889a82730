//! A further branch.

use super::{Frame, Scope};
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::practice::NewBranch;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::practice::{BranchCreated, CreateBranch, OrganisationSettings};
use kernel::{BranchName, Country, Currency, EmailAddress, OrganisationId, Refusal};
use serde::Deserialize;

/// What is typed about a branch.
#[derive(Deserialize)]
pub(super) struct Typed {
    pub name: String,
    pub email: String,
    pub country: String,
    pub currency: String,
}

impl Typed {
    pub(super) fn parse(&self, organisation: OrganisationId) -> Result<CreateBranch, Refusal> {
        let mut problems = Problems::default();
        let name = problems.take("name", BranchName::parse(&self.name));
        let email = problems.take("email", EmailAddress::parse(&self.email));
        let country = problems.take("country", Country::from_code(&self.country));
        let currency = problems.take("currency", Currency::from_code(&self.currency));
        match (name, email, country, currency) {
            (Some(name), Some(email), Some(country), Some(currency)) => {
                Ok(CreateBranch { organisation, name, email, country, currency })
            }
            _ => Err(problems.refusal()),
        }
    }
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>) -> Answer {
    let asked = OrganisationSettings { organisation: scope.organisation };
    let firm = person.web.app.read(&person.actor, asked).await?;
    if !firm.may_add_branch {
        return Err(Refusal::Forbidden { needs: Permission::AddBranch.label() }.into());
    }
    let proposed = Typed {
        name: String::new(),
        email: String::new(),
        country: firm.country.code().to_owned(),
        currency: firm.country.currency().code().to_owned(),
    };
    answer::page(&view(&person, scope, proposed).await?)
}

pub(super) async fn send(person: Person, Path(scope): Path<Scope>, form: Form<Typed>) -> Answer {
    let outcome = match form.input.parse(scope.organisation) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(BranchCreated { branch }) => {
            let url = format!("{}/settings/branch", Scope::branch(scope.organisation, branch).base());
            person.go_with(&url, &Flash::about(Word::BranchCreated, &form.input.name))
        }
        Err(refusal) => {
            let mut page = view(&person, scope, form.input).await?;
            page.form.come_back(refusal)?;
            answer::refused(&page)
        }
    }
}

async fn view(person: &Person, scope: Scope, typed: Typed) -> Result<NewBranch, Refused> {
    let frame = Frame::of(person, scope).await?;
    Ok(NewBranch {
        shell: frame.shell(person, "Add Branch", PortalNav::Settings),
        form: person.form("branch"),
        name: typed.name,
        email: typed.email,
        countries: wording::countries(&typed.country),
        currencies: wording::currencies(&typed.currency),
    })
}
