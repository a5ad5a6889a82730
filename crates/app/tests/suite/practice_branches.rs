//! Laws of branches and their addresses.

use app::keys::Purpose;
use app::links::LinkState;
use app::practice::{
    BranchSettings, BranchToConfirm, Branches, ChangeBranchEmail, ConfirmBranch, CreateBranch,
    PortalShellFacts, ResendBranchConfirmation, UpdateBranch, UpdateOrganisation,
};
use kernel::{BranchId, BranchName, CompanyName, EmailAddress, Id as _, OrganisationId, Refusal};
use testkit::{both_engines, user};

fn secret(house: &testkit::House, branch: BranchId, generation: i64) -> String {
    house.app.core.keys.link_secret(Purpose::ConfirmBranch, branch.bytes(), generation)
}

async fn state(house: &testkit::House, branch: BranchId, generation: i64) -> LinkState {
    let secret = secret(house, branch, generation);
    house.app.read(&house.nobody(), BranchToConfirm { secret }).await.unwrap().state
}

async fn confirm(house: &testkit::House, branch: BranchId, generation: i64) -> Result<(), Refusal> {
    let secret = secret(house, branch, generation);
    house.app.run(&house.nobody(), None, ConfirmBranch { secret }).await.map(|_| ())
}

fn change(organisation: OrganisationId, branch: BranchId, email: &str) -> ChangeBranchEmail {
    ChangeBranchEmail { organisation, branch, email: EmailAddress::parse(email).unwrap() }
}

both_engines! {
    async fn only_a_super_admin_opens_branches(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.branch(&asha, organisation, "Bristol").await;
        let ben = house
            .colleague(&asha, organisation, ("Ben Cole", app::access::BranchRole::Owner), &[bristol])
            .await;
        let create = CreateBranch {
            organisation,
            name: BranchName::parse("Leeds").unwrap(),
            email: EmailAddress::parse("leeds@firm.test").unwrap(),
            country: "GB".parse().unwrap(),
            currency: "GBP".parse().unwrap(),
        };
        let refused = house.app.run(&ben, None, create.clone()).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "Add Branch" });
        assert_eq!(house.acts(organisation).await.last().map(String::as_str), Some("access.denied"));
        let stranger = house.person("Stranger One").await;
        assert_eq!(house.app.run(&stranger, None, create).await.unwrap_err(), Refusal::NotFound);
    }

    async fn opening_a_confirmation_never_confirms_and_posting_works_once(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.unconfirmed_branch(&asha, organisation, "Bristol").await;
        for _ in 0..20 {
            assert_eq!(state(&house, bristol, 1).await, LinkState::Live);
        }
        let settings = BranchSettings { organisation, branch: bristol };
        assert_eq!(house.app.read(&asha, settings).await.unwrap().address.confirmed, None);
        confirm(&house, bristol, 1).await.unwrap();
        assert_eq!(confirm(&house, bristol, 1).await.unwrap_err().code(), "link_used");
        assert_eq!(state(&house, bristol, 1).await, LinkState::Used);
        let settings = BranchSettings { organisation, branch: bristol };
        let details = house.app.read(&asha, settings).await.unwrap();
        assert_eq!(details.address.confirmed.as_deref(), Some("bristol@firm.test"));
        assert_eq!(details.address.waiting, None);
        assert_eq!(
            house.letters(organisation).await,
            [("confirm_branch_address".to_owned(), "bristol@firm.test".to_owned())]
        );
        assert_eq!(
            house.acts(organisation).await,
            ["organisation.created", "branch.created", "branch.address_confirmed"]
        );
    }

    async fn a_confirmation_link_expires_after_seven_days_and_dies_by_a_newer_one(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.unconfirmed_branch(&asha, organisation, "Bristol").await;
        house.clock.pass_seconds(7 * 86_400);
        assert_eq!(state(&house, bristol, 1).await, LinkState::Expired);
        assert_eq!(confirm(&house, bristol, 1).await.unwrap_err().code(), "link_expired");
        let again = ResendBranchConfirmation { organisation, branch: bristol };
        let asha = house.sign_in(user(&asha)).await.unwrap();
        house.app.run(&asha, None, again.clone()).await.unwrap();
        assert_eq!(state(&house, bristol, 1).await, LinkState::Replaced);
        assert_eq!(confirm(&house, bristol, 1).await.unwrap_err().code(), "link_replaced");
        confirm(&house, bristol, 2).await.unwrap();
        let refused = house.app.run(&asha, None, again).await.unwrap_err();
        assert_eq!(refused.code(), "branch_address_confirmed");
        let unknown = BranchToConfirm { secret: "x".repeat(43) };
        assert_eq!(house.app.read(&house.nobody(), unknown).await.unwrap_err(), Refusal::NotFound);
    }

    async fn the_old_address_works_until_the_new_mailbox_answers(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.branch(&asha, organisation, "Bristol").await;
        house.app.run(&asha, None, change(organisation, bristol, "new@firm.test")).await.unwrap();
        let settings = || BranchSettings { organisation, branch: bristol };
        let waiting = house.app.read(&asha, settings()).await.unwrap().address;
        assert_eq!(waiting.confirmed.as_deref(), Some("bristol@firm.test"));
        assert_eq!(waiting.waiting.unwrap().email, "new@firm.test");
        // Nobody else can take what still works.
        let rival = house.person("Rival One").await;
        let elsewhere = house.firm(&rival, "Rival LLP").await;
        let theirs = house.unconfirmed_branch(&rival, elsewhere, "Bristol").await;
        assert_eq!(confirm(&house, theirs, 1).await.unwrap_err().code(), "branch_address_taken");
        confirm(&house, bristol, 2).await.unwrap();
        let changed = house.app.read(&asha, settings()).await.unwrap().address;
        assert_eq!((changed.confirmed.as_deref(), changed.waiting), (Some("new@firm.test"), None));
        // Now the old one is released.
        confirm(&house, theirs, 1).await.unwrap();
    }

    async fn a_change_taken_back_to_another_address_kills_the_first_link(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.branch(&asha, organisation, "Bristol").await;
        house.app.run(&asha, None, change(organisation, bristol, "wrong@firm.test")).await.unwrap();
        house.app.run(&asha, None, change(organisation, bristol, "right@firm.test")).await.unwrap();
        assert_eq!(confirm(&house, bristol, 2).await.unwrap_err().code(), "link_replaced");
        confirm(&house, bristol, 3).await.unwrap();
        let same = house.app.run(&asha, None, change(organisation, bristol, "right@firm.test")).await;
        assert_eq!(same.unwrap_err().code(), "branch_address_same");
        // Another spelling of the same address is a change of spelling, not of owner.
        house.app.run(&asha, None, change(organisation, bristol, "Right@Firm.Test")).await.unwrap();
        confirm(&house, bristol, 4).await.unwrap();
        let settings = BranchSettings { organisation, branch: bristol };
        let address = house.app.read(&asha, settings).await.unwrap().address;
        assert_eq!(address.confirmed.as_deref(), Some("Right@Firm.Test"));
    }

    async fn one_address_is_never_two_branches_however_many_confirm_at_once(house: House) {
        let mut branches = Vec::new();
        for number in 0..8 {
            // Three letters a day go to one address.
            if number % 3 == 0 {
                house.clock.pass_seconds(86_400);
            }
            let founder = house.person(&format!("Founder {number}")).await;
            let organisation = house.firm(&founder, "Twin LLP").await;
            branches.push(house.unconfirmed_branch(&founder, organisation, "Bristol").await);
        }
        let mut confirming = tokio::task::JoinSet::new();
        for branch in branches {
            let (app, nobody, secret) = (house.app.clone(), house.nobody(), secret(&house, branch, 1));
            confirming.spawn(async move { app.run(&nobody, None, ConfirmBranch { secret }).await });
        }
        let outcomes = confirming.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for refusal in outcomes.into_iter().filter_map(Result::err) {
            assert_eq!(refusal.code(), "branch_address_taken");
        }
    }

    async fn a_strangers_address_gets_three_letters_a_day(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.unconfirmed_branch(&asha, organisation, "Bristol").await;
        let mut sent = 1;
        for _ in 0..50 {
            match house.app.run(&asha, None, ResendBranchConfirmation { organisation, branch: bristol }).await {
                Ok(()) => sent += 1,
                Err(refusal) => assert_eq!(refusal.code(), "too_many_requests"),
            }
        }
        assert_eq!((sent, house.letters(organisation).await.len()), (3, 3));
    }

    async fn the_currency_stays_and_the_names_change(house: House) {
        let asha = house.person("Asha Raman").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let bristol = house.branch(&asha, organisation, "Bristol").await;
        let update = UpdateBranch {
            organisation,
            branch: bristol,
            name: BranchName::parse("Bristol Docks").unwrap(),
            country: "IE".parse().unwrap(),
        };
        house.app.run(&asha, None, update).await.unwrap();
        let rename = UpdateOrganisation {
            organisation,
            name: CompanyName::parse("Harbour Pike & Co").unwrap(),
            country: "IE".parse().unwrap(),
        };
        house.app.run(&asha, None, rename).await.unwrap();
        let rows = house.app.read(&asha, Branches { organisation }).await.unwrap();
        assert_eq!((rows[0].name.as_str(), rows[0].currency.code()), ("Bristol Docks", "GBP"));
        let frame = PortalShellFacts { organisation, branch: Some(bristol) };
        let frame = house.app.read(&asha, frame).await.unwrap();
        assert_eq!((frame.name.as_str(), frame.role, frame.waiting), ("Harbour Pike & Co", "Super Admin", 0));
        let missing = PortalShellFacts { organisation, branch: Some(BranchId::from_bytes([9; 16])) };
        assert_eq!(house.app.read(&asha, missing).await.unwrap_err(), Refusal::NotFound);
    }
}
