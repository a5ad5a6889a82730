//! One branch: its name, country and address.

use super::{Frame, Scope, needs};
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::practice::{BranchSettings as Page, PendingAddress};
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::practice::{BranchSettings, ChangeBranchEmail, ResendBranchConfirmation, UpdateBranch};
use kernel::{BranchId, BranchName, Country, EmailAddress, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    country: String,
}

#[derive(Deserialize)]
pub(super) struct TypedEmail {
    email: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// These pages are about one branch; the whole firm has its own.
fn one(scope: Scope) -> Result<BranchId, Refused> {
    Ok(scope.branch.ok_or(Refusal::NotFound)?)
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>) -> Answer {
    answer::page(&view(&person, scope, None).await?)
}

pub(super) async fn send(person: Person, Path(scope): Path<Scope>, form: Form<Typed>) -> Answer {
    let outcome = match parse(scope, one(scope)?, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(()) => saved(&person, scope, &Flash::about(Word::BranchSaved, &form.input.name)),
        Err(refusal) => {
            let mut page = view(&person, scope, Some(form.input)).await?;
            page.form.come_back(refusal)?;
            answer::refused(&page)
        }
    }
}

pub(super) async fn send_email(person: Person, Path(scope): Path<Scope>, form: Form<TypedEmail>) -> Answer {
    let (organisation, branch) = (scope.organisation, one(scope)?);
    let mut problems = Problems::default();
    let outcome = match problems.take("email", EmailAddress::parse(&form.input.email)) {
        Some(email) => {
            let command = ChangeBranchEmail { organisation, branch, email };
            person.web.app.run(&person.actor, Some(form.key), command).await
        }
        None => Err(problems.refusal()),
    };
    match outcome {
        Ok(()) => saved(&person, scope, &Flash::about(Word::LinkSent, &form.input.email)),
        Err(refusal) => {
            let mut page = view(&person, scope, None).await?;
            page.email_form.come_back(refusal)?;
            page.typed_email = form.input.email;
            answer::refused(&page)
        }
    }
}

pub(super) async fn send_again(person: Person, Path(scope): Path<Scope>, form: Form<Nothing>) -> Answer {
    let command = ResendBranchConfirmation { organisation: scope.organisation, branch: one(scope)? };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    saved(&person, scope, &Flash::new(Word::MailSentAgain))
}

fn saved(person: &Person, scope: Scope, flash: &Flash) -> Answer {
    person.go_with(&format!("{}/settings/branch", scope.base()), flash)
}

fn parse(scope: Scope, branch: BranchId, typed: &Typed) -> Result<UpdateBranch, Refusal> {
    let mut problems = Problems::default();
    let name = problems.take("name", BranchName::parse(&typed.name));
    let country = problems.take("country", Country::from_code(&typed.country));
    match (name, country) {
        (Some(name), Some(country)) => {
            Ok(UpdateBranch { organisation: scope.organisation, branch, name, country })
        }
        _ => Err(problems.refusal()),
    }
}

async fn view(person: &Person, scope: Scope, typed: Option<Typed>) -> Result<Page, Refused> {
    let asked = BranchSettings { organisation: scope.organisation, branch: one(scope)? };
    let branch = person.web.app.read(&person.actor, asked).await?;
    let frame = Frame::of(person, scope).await?;
    let closed = (!branch.may_update).then(|| needs(Permission::UpdateBranch, branch.ask.as_deref()));
    let stored = Typed { name: branch.name, country: branch.country.code().to_owned() };
    let typed = typed.unwrap_or(stored);
    Ok(Page {
        shell: frame.shell(person, "Branch", PortalNav::Settings),
        form: person.form("branch"),
        name: typed.name,
        countries: wording::countries(&typed.country),
        currency: format!("{} · {}", branch.currency.code(), branch.currency.name()),
        email_form: person.form("branch-email"),
        email: branch.address.confirmed,
        pending: branch.address.waiting.filter(|_| branch.may_update).map(|waiting| PendingAddress {
            email: waiting.email,
            sent: format!("Link sent {}", wording::when(waiting.sent_at).text),
            key: person.key(),
        }),
        typed_email: String::new(),
        closed,
    })
}
