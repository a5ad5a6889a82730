//! Laws of who of a firm may enter.

use app::access::{BranchRole, Preset};
use app::books::chart::ChartOfAccounts;
use app::clients::assignments::{AssignAccountant, RemoveAccountant, SetUpAccess};
use app::clients::list::ClientPage;
use app::clients::visits::{OpenBooks, Place};
use kernel::{Refusal, UserId};
use testkit::{Practice, both_engines, user};

fn assign(practice: &Practice, connection: kernel::ConnectionId, to: UserId) -> AssignAccountant {
    AssignAccountant {
        organisation: practice.organisation,
        connection,
        user: to,
        preset: None,
        last_day: None,
        reason: None,
    }
}

both_engines! {
    async fn a_colleague_gets_access_within_what_the_client_gave(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let mut wish = house.wish(books, Practice::ADDRESS);
        wish.preset = Preset::ReadOnly;
        let invitation = house.app.run(&practice.zoe, None, wish).await.unwrap().invitation;
        let connection = house.accept(&practice.tom, organisation, invitation).await;
        let ben = house
            .colleague(&practice.asha, organisation, ("Ben Cole", BranchRole::Member), &[practice.branch])
            .await;
        let mut wide = assign(&practice, connection, user(&ben));
        wide.preset = Some(Preset::Admin);
        house.app.run(&practice.tom, None, wide.clone()).await.unwrap();
        let again = house.app.run(&practice.tom, None, wide).await.unwrap_err();
        assert_eq!(again.code(), "already_assigned");
        house.open_books(&ben, organisation, connection).await;
        house.app.read(&ben, ChartOfAccounts { books }).await.unwrap();
        let company = house.learned(&practice).await;
        let lines = [("1000", 100), ("4000", -100)];
        let refused = house.post(&ben, &company, "2026-11-01", &lines).await.unwrap_err();
        assert!(matches!(refused, Refusal::Forbidden { .. }), "{refused:?}");
        for acts in [house.acts(books).await, house.acts(organisation).await] {
            assert!(acts.iter().any(|act| act == "connection.access_given"));
        }
    }

    async fn access_ends_by_itself_after_its_last_day(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let connection = house.connected(&practice).await;
        let mut short = assign(&practice, connection, user(&practice.asha));
        let today = kernel::TimeZoneName::utc().today(house.app.now());
        short.last_day = today.add_days(-2);
        let refused = house.app.run(&practice.tom, None, short.clone()).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
        short.last_day = Some(today);
        house.app.run(&practice.tom, None, short).await.unwrap();
        house.open_books(&practice.asha, organisation, connection).await;
        house.clock.pass_seconds(2 * 86_400);
        let asha = house.sign_in(user(&practice.asha)).await.unwrap();
        let open = OpenBooks { organisation, connection, came_from: Place::within(organisation, "/") };
        let refused = house.app.run(&asha, None, open).await.unwrap_err();
        assert!(matches!(refused, Refusal::Rule { code: "not_assigned", .. }), "{refused:?}");
    }

    async fn a_member_without_the_permission_gives_and_takes_nothing(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let connection = house.connected(&practice).await;
        let ben = house
            .colleague(&practice.asha, organisation, ("Ben Cole", BranchRole::Member), &[practice.branch])
            .await;
        let set_up = SetUpAccess { organisation, connection, reason: None };
        assert_eq!(house.app.run(&ben, None, set_up.clone()).await.unwrap_err(), Refusal::NotFound);
        house.app.run(&practice.tom, None, assign(&practice, connection, user(&ben))).await.unwrap();
        let refused = house.app.run(&ben, None, set_up).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "Grant Client Access" });
        let remove = RemoveAccountant { organisation, connection, user: user(&practice.tom) };
        let refused = house.app.run(&ben, None, remove).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "Revoke Client Access" });
    }

    async fn only_members_of_the_branch_are_given_a_client(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        let leeds = house.branch(&practice.asha, practice.organisation, "Leeds").await;
        let cara = house
            .colleague(&practice.asha, practice.organisation, ("Cara Lind", BranchRole::Admin), &[leeds])
            .await;
        for wrong in [user(&cara), user(&practice.zoe)] {
            let refused = house.app.run(&practice.tom, None, assign(&practice, connection, wrong)).await;
            assert!(matches!(refused.unwrap_err(), Refusal::Invalid(_)));
        }
        let page = ClientPage { organisation: practice.organisation, connection };
        let page = house.app.read(&practice.tom, page).await.unwrap();
        let names: Vec<_> = page.assignable.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Asha Raman"]);
    }
}
