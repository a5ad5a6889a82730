//! Laws of the figures beside the lists: they are what the rows say, after everything that changes a row.

use app::access::BranchRole;
use app::clients::assignments::{AssignAccountant, RemoveAccountant};
use app::clients::counts::RecountClients;
use app::clients::list::{ClientCounts, ClientState};
use app::clients::{DisconnectClient, DisconnectReason};
use app::{Actor, practice::PortalShellFacts};
use kernel::{BranchId, Refusal};
use testkit::{House, Practice, both_engines, user};

async fn agree(house: &House, practice: &Practice) {
    let job = Actor::job("test", house.app.request_id());
    let asked = RecountClients { organisation: practice.organisation };
    assert_eq!(house.app.read(&job, asked).await.unwrap(), Vec::new());
}

async fn counted(house: &House, practice: &Practice, by: &Actor, state: ClientState) -> Vec<(BranchId, u64)> {
    house.app.read(by, ClientCounts { organisation: practice.organisation, state }).await.unwrap()
}

async fn in_frame(house: &House, practice: &Practice, by: &Actor) -> i64 {
    let asked = PortalShellFacts { organisation: practice.organisation, branch: None };
    house.app.read(by, asked).await.unwrap().clients
}

both_engines! {
    async fn the_figures_follow_every_change_of_a_client(house: House) {
        let practice = house.practice().await;
        let (organisation, branch) = (practice.organisation, practice.branch);
        let ben = house
            .colleague(&practice.asha, organisation, ("Ben Cole", BranchRole::Member), &[branch])
            .await;
        let connection = house.connected(&practice).await;
        agree(&house, &practice).await;
        assert_eq!(counted(&house, &practice, &practice.tom, ClientState::Active).await, [(branch, 1)]);
        assert_eq!(in_frame(&house, &practice, &practice.tom).await, 1);
        assert_eq!(in_frame(&house, &practice, &ben).await, 0);

        let assign =
            AssignAccountant { organisation, connection, user: user(&ben), preset: None, last_day: None, reason: None };
        house.app.run(&practice.tom, None, assign).await.unwrap();
        agree(&house, &practice).await;
        assert_eq!(in_frame(&house, &practice, &ben).await, 1);
        let remove = RemoveAccountant { organisation, connection, user: user(&ben) };
        house.app.run(&practice.tom, None, remove).await.unwrap();
        agree(&house, &practice).await;
        assert_eq!(in_frame(&house, &practice, &ben).await, 0);

        let reason = DisconnectReason::ServiceEnded;
        let end = DisconnectClient { organisation, connection, reason, note: None };
        house.app.run(&practice.tom, None, end).await.unwrap();
        agree(&house, &practice).await;
        assert_eq!(counted(&house, &practice, &practice.tom, ClientState::Active).await, [(branch, 0)]);
        assert_eq!(counted(&house, &practice, &practice.tom, ClientState::Ended).await, [(branch, 1)]);

        house.connected(&practice).await;
        agree(&house, &practice).await;
        assert_eq!(counted(&house, &practice, &practice.tom, ClientState::Active).await, [(branch, 1)]);
        assert_eq!(counted(&house, &practice, &practice.tom, ClientState::Ended).await, [(branch, 1)]);
    }

    async fn nobody_but_our_own_jobs_counts_again(house: House) {
        let practice = house.practice().await;
        let asked = RecountClients { organisation: practice.organisation };
        assert_eq!(house.app.read(&practice.asha, asked).await.unwrap_err(), Refusal::NotFound);
    }
}
