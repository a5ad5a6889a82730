//! Every command of clients is wholly done or not at all.

use app::Actor;
use app::clients::assignments::{AssignAccountant, RemoveAccountant, SetUpAccess};
use app::clients::visits::{CloseIdleVisit, CloseVisit, IdleVisits, OpenBooks, Place, TouchVisit};
use app::clients::{DisconnectClient, DisconnectReason, EndConnection};
use testkit::{both_engines, user};

both_engines! {
    async fn access_is_given_used_and_taken(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let connection = house.connected(&practice).await;
        house.sabotage(&practice.asha, SetUpAccess { organisation, connection, reason: None }).await;
        let came_from = Place::within(organisation, "");
        let open = OpenBooks { organisation, connection, came_from };
        house.sabotage(&practice.asha, open.clone()).await;
        house.sabotage(&practice.asha, open).await;
        house.clock.pass_seconds(120);
        house.sabotage(&practice.asha, TouchVisit { books }).await;
        house.sabotage(&practice.asha, CloseVisit { books }).await;
        let asha = user(&practice.asha);
        house.sabotage(&practice.tom, RemoveAccountant { organisation, connection, user: asha }).await;
        let assign = AssignAccountant {
            organisation,
            connection,
            user: asha,
            preset: None,
            last_day: None,
            reason: None,
        };
        house.sabotage(&practice.tom, assign).await;
    }

    async fn a_visit_that_nobody_uses_is_closed(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        house.clock.pass_seconds(86_400);
        let job = Actor::job("visits", house.app.request_id());
        for (books, visit) in house.app.read(&job, IdleVisits).await.unwrap() {
            house.sabotage(&job, CloseIdleVisit { books, visit }).await;
        }
        assert!(house.app.read(&job, IdleVisits).await.unwrap().is_empty());
    }

    async fn connections_end_from_either_side(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let connection = house.connected(&practice).await;
        let reason = DisconnectReason::ClientRequest;
        house.sabotage(&practice.tom, DisconnectClient { organisation, connection, reason, note: None }).await;
        let connection = house.connected(&practice).await;
        house.sabotage(&practice.zoe, EndConnection { books, connection, note: None }).await;
    }
}
