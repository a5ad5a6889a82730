//! Every command of the firm meets a failure at each of its statements: all or nothing.

use app::access::{BranchRole, ParentRole};
use app::keys::Purpose;
use app::practice::{
    AddToBranch, AskInviter, CancelTeamInvitation, ChangeBranchEmail, ChangeRole, ConfirmBranch,
    CreateBranch, CreateOrganisation, DeclineTeamInvitation, InviteMember, JoinTeam, RemoveFromBranches,
    RemoveMember, ResendBranchConfirmation, ResendTeamInvitation, SetParentRole, UpdateBranch,
    UpdateOrganisation,
};
use kernel::{BranchName, CompanyName, EmailAddress, Id as _, PersonName};
use testkit::{both_engines, user};

both_engines! {
    async fn commands_of_a_firm_and_its_branches_are_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        let name = CompanyName::parse("Harbour & Pike LLP").unwrap();
        let country = "GB".parse().unwrap();
        let organisation =
            house.sabotage(&asha, CreateOrganisation { name: name.clone(), country }).await.organisation;
        let create = CreateBranch {
            organisation,
            name: BranchName::parse("Bristol").unwrap(),
            email: EmailAddress::parse("bristol@firm.test").unwrap(),
            country,
            currency: "GBP".parse().unwrap(),
        };
        let branch = house.sabotage(&asha, create).await.branch;
        house.sabotage(&asha, ResendBranchConfirmation { organisation, branch }).await;
        let secret = house.app.core.keys.link_secret(Purpose::ConfirmBranch, branch.bytes(), 2);
        house.sabotage(&house.nobody(), ConfirmBranch { secret }).await;
        let email = EmailAddress::parse("new@firm.test").unwrap();
        house.sabotage(&asha, ChangeBranchEmail { organisation, branch, email }).await;
        let secret = house.app.core.keys.link_secret(Purpose::ConfirmBranch, branch.bytes(), 3);
        house.sabotage(&house.nobody(), ConfirmBranch { secret }).await;
        let renamed = BranchName::parse("Bristol Docks").unwrap();
        house.sabotage(&asha, UpdateBranch { organisation, branch, name: renamed, country }).await;
        let name = CompanyName::parse("Harbour Pike & Co").unwrap();
        house.sabotage(&asha, UpdateOrganisation { organisation, name, country }).await;
    }

    async fn commands_of_a_team_are_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        let ben = house.person("Ben Cole").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.branch(&asha, organisation, "Bristol").await;
        let leeds = house.branch(&asha, organisation, "Leeds").await;
        let invite = |email: &str| InviteMember {
            organisation,
            email: EmailAddress::parse(email).unwrap(),
            name: PersonName::parse("Ben Cole").unwrap(),
            branches: vec![bristol],
            role: BranchRole::Member,
        };
        let first = house.sabotage(&asha, invite("ben.cole@example.test")).await.invitation;
        let secret = house.app.core.keys.link_secret(Purpose::JoinTeam, first.bytes(), 1);
        house.sabotage(&ben, DeclineTeamInvitation { secret: secret.clone() }).await;
        house.sabotage(&ben, AskInviter { secret }).await;
        let second = house.sabotage(&asha, invite("ben.cole@example.test")).await.invitation;
        house.sabotage(&asha, ResendTeamInvitation { organisation, invitation: second }).await;
        let secret = house.app.core.keys.link_secret(Purpose::JoinTeam, second.bytes(), 2);
        house.sabotage(&ben, JoinTeam { secret }).await;
        let third = house.sabotage(&asha, invite("mia.stone@example.test")).await.invitation;
        house.sabotage(&asha, CancelTeamInvitation { organisation, invitation: third }).await;
        let (member, role) = (user(&ben), BranchRole::Admin);
        house.sabotage(&asha, AddToBranch { organisation, branch: leeds, member, role }).await;
        house.sabotage(&asha, ChangeRole { organisation, branch: bristol, member, role }).await;
        house.sabotage(&asha, SetParentRole { organisation, member, role: Some(ParentRole::Viewer) }).await;
        house.sabotage(&asha, RemoveFromBranches { organisation, member, branches: vec![leeds] }).await;
        house.sabotage(&asha, RemoveMember { organisation, member }).await;
    }
}
