//! Laws of names that look alike (T42): whoever is asked to trust one is told of the other.

use app::clients::list::ExternalAccess;
use app::invitations::SentRequests;
use app::invitations::inbox::InvitationReview;
use testkit::{Practice, both_engines};

// A Cyrillic letter stands for a Latin one in each.
const COMPANY: &str = "C\u{430}f\u{e9} Zo\u{eb}";
const FIRM: &str = "H\u{430}rbour & Pike LLP";

both_engines! {
    async fn a_company_that_looks_like_a_client_is_noticed_before_it_is_accepted(house: House) {
        let practice = house.practice().await;
        house.connected(&practice).await;
        let review = |invitation| InvitationReview { organisation: practice.organisation, invitation };
        let owner = house.person("Other Owner").await;
        let books = house.company(&owner, COMPANY).await.books;
        let invitation = house.invite(&owner, books, Practice::ADDRESS).await;
        let read = house.app.read(&practice.tom, review(invitation)).await.unwrap();
        assert_eq!(read.look_alikes, ["Café Zoë"]);
        // One that merely asks is enough.
        let third = house.company(&owner, "Cafe Z0e").await.books;
        let invitation = house.invite(&owner, third, Practice::ADDRESS).await;
        let read = house.app.read(&practice.tom, review(invitation)).await.unwrap();
        assert_eq!(read.look_alikes.len(), 2, "{:?}", read.look_alikes);
        let other = house.company(&owner, "Heron Ltd").await.books;
        let invitation = house.invite(&owner, other, Practice::ADDRESS).await;
        let read = house.app.read(&practice.tom, review(invitation)).await.unwrap();
        assert!(read.look_alikes.is_empty(), "{:?}", read.look_alikes);
    }

    async fn a_firm_that_looks_like_the_connected_one_is_noticed_by_the_client(house: House) {
        let practice = house.practice().await;
        house.connected(&practice).await;
        let rival = house.person("Rival").await;
        let organisation = house.firm(&rival, FIRM).await;
        house.branch(&rival, organisation, "Clone").await;
        let honest = house.firm(&rival, "Heron Accounts").await;
        house.branch(&rival, honest, "Heron").await;
        let books = practice.books;
        let invitation = house.invite(&practice.zoe, books, "clone@firm.test").await;
        house.invite(&practice.zoe, books, "heron@firm.test").await;
        let sent = house.app.read(&practice.zoe, SentRequests { books }).await.unwrap();
        let warned: Vec<_> = sent.iter().map(|one| one.looks_like.as_deref()).collect();
        assert_eq!(warned, [None, Some("Harbour & Pike LLP"), None], "the clone, not the first, not the heron");
        house.accept(&rival, organisation, invitation).await;
        let access = house.app.read(&practice.zoe, ExternalAccess { books }).await.unwrap();
        let warned: Vec<_> = access.connected.iter().map(|one| one.looks_like.as_deref()).collect();
        assert_eq!(warned, [Some("Harbour & Pike LLP"), None]);
    }
}
