//! Firms as tests need them, made through the product's own commands.

use crate::House;
use app::Actor;
use app::access::BranchRole;
use app::keys::Purpose;
use app::practice::{ConfirmBranch, CreateBranch, CreateOrganisation, InviteMember, JoinTeam};
use kernel::{BranchId, BranchName, CompanyName, EmailAddress, Id as _, OrganisationId, PersonName, UserId};

impl House {
    /// A firm in Great Britain; the person becomes its Super Admin.
    pub async fn firm(&self, founder: &Actor, name: &str) -> OrganisationId {
        let found = CreateOrganisation {
            name: CompanyName::parse(name).expect("a valid name"),
            country: "GB".parse().expect("a country"),
        };
        self.app.run(founder, None, found).await.expect("a firm is signed up").organisation
    }

    /// A branch with a confirmed address, `name@firm.test` in lower case.
    pub async fn branch(&self, actor: &Actor, organisation: OrganisationId, name: &str) -> BranchId {
        let branch = self.unconfirmed_branch(actor, organisation, name).await;
        let secret = self.app.core.keys.link_secret(Purpose::ConfirmBranch, branch.bytes(), 1);
        self.app.run(&self.nobody(), None, ConfirmBranch { secret }).await.expect("the mailbox answers");
        branch
    }

    /// A branch whose mailbox has not answered.
    pub async fn unconfirmed_branch(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        name: &str,
    ) -> BranchId {
        let address = format!("{}@firm.test", name.to_lowercase().replace(' ', "."));
        let create = CreateBranch {
            organisation,
            name: BranchName::parse(name).expect("a valid name"),
            email: EmailAddress::parse(&address).expect("a valid address"),
            country: "GB".parse().expect("a country"),
            currency: "GBP".parse().expect("a currency"),
        };
        self.app.run(actor, None, create).await.expect("a branch is opened").branch
    }

    /// A new person who joins the firm with one role in each of the branches.
    pub async fn colleague(
        &self,
        inviter: &Actor,
        organisation: OrganisationId,
        (name, role): (&str, BranchRole),
        branches: &[BranchId],
    ) -> Actor {
        let person = self.person(name).await;
        let invite = InviteMember {
            organisation,
            email: EmailAddress::parse(person.email()).expect("a valid address"),
            name: PersonName::parse(name).expect("a valid name"),
            branches: branches.to_vec(),
            role,
        };
        let invited = self.app.run(inviter, None, invite).await.expect("a colleague is invited");
        let secret = self.app.core.keys.link_secret(Purpose::JoinTeam, invited.invitation.bytes(), 1);
        self.app.run(&person, None, JoinTeam { secret }).await.expect("a colleague joins");
        person
    }
}

/// The person behind a signed-in actor.
pub fn user(actor: &Actor) -> UserId {
    actor.user().expect("somebody is signed in")
}
