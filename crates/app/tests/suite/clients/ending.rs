//! Laws of the end of a connection, from either side.

use app::access::BranchRole;
use app::books::chart::ChartOfAccounts;
use app::clients::list::{ClientPage, ClientState, Clients, ExternalAccess, RecentClients};
use app::clients::{DisconnectClient, DisconnectReason, EndConnection};
use kernel::{ConnectionId, PageSize, Refusal};
use testkit::{House, Practice, both_engines};

fn disconnect(practice: &Practice, connection: ConnectionId) -> DisconnectClient {
    let reason = DisconnectReason::ServiceEnded;
    DisconnectClient { organisation: practice.organisation, connection, reason, note: None }
}

async fn told(house: &House, tenant: impl Into<app::Tenant>, name: &str) -> Vec<String> {
    let letters = house.letters(tenant).await;
    letters.into_iter().filter(|(known, _)| known == name).map(|(_, to)| to).collect()
}

async fn assert_out(house: &House, practice: &Practice) {
    let books = practice.books;
    let read = house.app.read(&practice.tom, ChartOfAccounts { books }).await;
    assert_eq!(read.unwrap_err(), Refusal::NotFound);
    let company = house.learned(practice).await;
    let lines = [("1000", 100), ("4000", -100)];
    let wrote = house.post(&practice.tom, &company, "2026-11-01", &lines).await;
    assert_eq!(wrote.unwrap_err(), Refusal::NotFound);
}

both_engines! {
    async fn the_client_ends_it_and_the_team_is_out_at_once(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        house.app.read(&practice.tom, ChartOfAccounts { books: practice.books }).await.unwrap();
        let end = EndConnection { books: practice.books, connection, note: None };
        let ended = house.app.run(&practice.zoe, None, end.clone()).await.unwrap();
        assert_eq!(ended.people, 1);
        assert_out(&house, &practice).await;
        for tenant in [app::Tenant::from(practice.books), practice.organisation.into()] {
            let acts = house.acts(tenant).await;
            assert_eq!(acts.iter().filter(|act| *act == "connection.ended").count(), 1);
        }
        let mails = told(&house, practice.organisation, "client_disconnected").await;
        assert_eq!(mails, ["bristol@firm.test", "tom.ellery@example.test"]);
        let receipts = told(&house, practice.books, "connection_ended_receipt").await;
        assert_eq!(receipts, ["zoe.marsh@example.test"]);
        let again = house.app.run(&practice.zoe, None, end).await.unwrap_err();
        assert_eq!(again.code(), "connection_ended");
    }

    async fn the_firm_ends_it_and_the_client_is_told_why(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        house.app.run(&practice.asha, None, disconnect(&practice, connection)).await.unwrap();
        assert_out(&house, &practice).await;
        let mails = told(&house, practice.books, "client_disconnected_by_firm").await;
        assert_eq!(mails, ["zoe.marsh@example.test"]);
        let receipts = told(&house, practice.organisation, "connection_ended_receipt").await;
        assert_eq!(receipts, ["asha.raman@example.test"]);
        let team = told(&house, practice.organisation, "client_disconnected").await;
        assert_eq!(team, ["bristol@firm.test", "tom.ellery@example.test"], "the branch and who could enter");
        let access = house.app.read(&practice.zoe, ExternalAccess { books: practice.books }).await.unwrap();
        assert!(access.connected.is_empty());
        assert_eq!(access.past[0].connection.ended_side.as_deref(), Some("firm"));
        assert_eq!(access.past[0].former[0].removed_by.as_deref(), Some("Asha Raman"));
    }

    async fn both_ends_at_once_end_it_once(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        let end = EndConnection { books: practice.books, connection, note: None };
        let (client, firm) = tokio::join!(
            house.app.run(&practice.zoe, None, end),
            house.app.run(&practice.asha, None, disconnect(&practice, connection)),
        );
        assert!(client.is_ok() != firm.is_ok());
        let acts = house.acts(practice.books).await;
        assert_eq!(acts.iter().filter(|act| *act == "connection.ended").count(), 1);
    }

    async fn history_stays_and_either_side_may_begin_again(house: House) {
        let practice = house.practice().await;
        let first = house.connected(&practice).await;
        house.app.run(&practice.asha, None, disconnect(&practice, first)).await.unwrap();
        let second = house.connected(&practice).await;
        assert_ne!(first, second);
        let page = ClientPage { organisation: practice.organisation, connection: second };
        let page = house.app.read(&practice.asha, page).await.unwrap();
        assert_eq!(page.connections.len(), 2);
        assert_eq!((page.people.len(), page.former.len()), (1, 1));
        house.open_books(&practice.tom, practice.organisation, second).await;
        let ended = Clients {
            organisation: practice.organisation,
            branch: None,
            search: None,
            state: ClientState::Ended,
            after: None,
            size: PageSize::default(),
        };
        let rows = house.app.read(&practice.asha, ended).await.unwrap().rows;
        assert_eq!((rows.len(), rows[0].connection), (1, first));
        assert_eq!(rows[0].reason, Some(DisconnectReason::ServiceEnded));
    }

    async fn a_visit_of_an_ended_connection_does_not_wake_in_the_next(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        house.app.run(&practice.asha, None, disconnect(&practice, connection)).await.unwrap();
        house.connected(&practice).await;
        let read = house.app.read(&practice.tom, ChartOfAccounts { books: practice.books }).await;
        assert_eq!(read.unwrap_err(), Refusal::NoVisit);
    }

    async fn only_whoever_may_ends_it(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        let ben = house
            .colleague(&practice.asha, practice.organisation, ("Ben Cole", BranchRole::Member), &[practice.branch])
            .await;
        let refused = house.app.run(&ben, None, disconnect(&practice, connection)).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound, "not assigned: he does not even see it");
        let stranger = house.person("Some Stranger").await;
        let refused = house.app.run(&stranger, None, disconnect(&practice, connection)).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound);
        let end = EndConnection { books: practice.books, connection, note: None };
        assert_eq!(house.app.run(&stranger, None, end).await.unwrap_err(), Refusal::NotFound);
        let mut silent = disconnect(&practice, connection);
        silent.reason = DisconnectReason::Other;
        let refused = house.app.run(&practice.asha, None, silent).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
    }

    async fn another_companys_connection_is_not_found(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        let other = house.person("Other Owner").await;
        let books = house.company(&other, "Other Ltd").await.books;
        let end = EndConnection { books, connection, note: None };
        assert_eq!(house.app.run(&other, None, end).await.unwrap_err(), Refusal::NotFound);
        let recent = RecentClients {
            organisation: practice.organisation,
            branch: None,
            size: PageSize::default(),
        };
        assert_eq!(house.app.read(&practice.tom, recent).await.unwrap().len(), 1);
    }
}
