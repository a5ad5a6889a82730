//! The branch with which a firm begins.

use super::Scope;
use super::branch_new::Typed;
use crate::extract::{Form, Path, Person};
use crate::flash::{Flash, Word};
use crate::views::start::FirstBranch;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::practice::{BranchCreated, Branches, OrganisationDetails, OrganisationSettings};
use kernel::{OrganisationId, Refusal};

/// What most firms call the only place they have.
const USUAL_NAME: &str = "Main office";

pub(super) async fn show(person: Person, Path(organisation): Path<OrganisationId>) -> Answer {
    let firm = firm(&person, organisation).await?;
    if !person.web.app.read(&person.actor, Branches { organisation }).await?.is_empty() {
        return person.go(&Scope::firm(organisation).base());
    }
    let proposed = Typed {
        name: USUAL_NAME.to_owned(),
        // Her own mailbox is the one that can surely answer.
        email: person.actor.email().to_owned(),
        country: firm.country.code().to_owned(),
        currency: firm.country.currency().code().to_owned(),
    };
    answer::page(&view(&person, organisation, firm, proposed))
}

pub(super) async fn send(
    person: Person,
    Path(organisation): Path<OrganisationId>,
    form: Form<Typed>,
) -> Answer {
    let outcome = match form.input.parse(organisation) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(BranchCreated { branch }) => person.go_with(
            &Scope::branch(organisation, branch).base(),
            &Flash::about(Word::BranchCreated, &form.input.name),
        ),
        Err(refusal) => {
            let firm = firm(&person, organisation).await?;
            let mut page = view(&person, organisation, firm, form.input);
            page.form.come_back(refusal)?;
            answer::refused(&page)
        }
    }
}

async fn firm(person: &Person, organisation: OrganisationId) -> Result<OrganisationDetails, Refused> {
    let firm = person.web.app.read(&person.actor, OrganisationSettings { organisation }).await?;
    if firm.may_add_branch {
        Ok(firm)
    } else {
        Err(Refusal::Forbidden { needs: Permission::AddBranch.label() }.into())
    }
}

fn view(
    person: &Person,
    organisation: OrganisationId,
    firm: OrganisationDetails,
    typed: Typed,
) -> FirstBranch {
    FirstBranch {
        shell: person.public_shell("Your first branch"),
        form: person.form("branch"),
        action: format!("/organisations/{organisation}/branches/first"),
        firm: firm.name,
        name: typed.name,
        email: typed.email,
        countries: wording::countries(&typed.country),
        currencies: wording::currencies(&typed.currency),
    }
}
