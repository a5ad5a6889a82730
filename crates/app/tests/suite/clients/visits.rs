//! Laws of visits: Go To, Back to Accountant, and what a visit never gives.

use app::books::chart::ChartOfAccounts;
use app::clients::EndConnection;
use app::clients::assignments::{RemoveAccountant, SetUpAccess};
use app::clients::visits::{
    CloseIdleVisit, CloseVisit, CurrentVisit, IdleVisits, OpenBooks, Place, TouchVisit, WaysIn, close_idle,
};
use app::invitations::WithdrawInvitation;
use app::practice::RemoveMember;
use kernel::{BooksId, Refusal};
use testkit::{House, Practice, both_engines, user};

async fn read(house: &House, actor: &app::Actor, books: BooksId) -> Result<(), Refusal> {
    house.app.read(actor, ChartOfAccounts { books }).await.map(drop)
}

both_engines! {
    async fn go_to_opens_the_books_and_back_leads_where_she_came_from(house: House) {
        let practice = house.practice().await;
        let (books, organisation) = (practice.books, practice.organisation);
        let connection = house.connected(&practice).await;
        assert_eq!(read(&house, &practice.tom, books).await.unwrap_err(), Refusal::NoVisit);
        let ways = house.app.read(&practice.tom, WaysIn { books }).await.unwrap();
        assert_eq!((ways.company.as_str(), ways.ways.len()), ("Café Zoë", 1));
        let path = format!("/portal/{organisation}/clients?q=zo");
        let open = OpenBooks { organisation, connection, came_from: Place::within(organisation, &path) };
        let opened = house.app.run(&practice.tom, None, open).await.unwrap();
        assert_eq!(opened.books, books);
        read(&house, &practice.tom, books).await.unwrap();
        let visit = house.app.read(&practice.tom, CurrentVisit { books }).await.unwrap().unwrap();
        assert_eq!((visit.visit, visit.organisation_name.as_str()), (opened.visit, "Harbour & Pike LLP"));
        assert_eq!(house.app.read(&practice.zoe, CurrentVisit { books }).await.unwrap().map(|_| ()), None);
        let left = house.app.run(&practice.tom, None, CloseVisit { books }).await.unwrap();
        assert_eq!((left.organisation, left.came_from), (organisation, path.clone()));
        assert_eq!(read(&house, &practice.tom, books).await.unwrap_err(), Refusal::NoVisit);
        // A second click leads back too, and writes nothing.
        assert_eq!(house.app.run(&practice.tom, None, CloseVisit { books }).await.unwrap().came_from, path);
        for acts in [house.acts(books).await, house.acts(organisation).await] {
            let tail: Vec<_> = acts[acts.len() - 2..].iter().map(String::as_str).collect();
            assert_eq!(tail, ["visit.opened", "visit.closed"]);
        }
    }

    async fn a_visit_idles_out_after_an_hour_and_ends_after_eight(house: House) {
        let practice = house.practice().await;
        let (books, organisation) = (practice.books, practice.organisation);
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, organisation, connection).await;
        house.clock.pass_seconds(59 * 60);
        house.app.run(&practice.tom, None, TouchVisit { books }).await.unwrap();
        house.clock.pass_seconds(59 * 60);
        read(&house, &practice.tom, books).await.unwrap();
        house.clock.pass_seconds(2 * 60);
        assert_eq!(read(&house, &practice.tom, books).await.unwrap_err(), Refusal::NoVisit);
        // Going back works all the same.
        house.app.run(&practice.tom, None, CloseVisit { books }).await.unwrap();
        house.open_books(&practice.tom, organisation, connection).await;
        for _ in 0..16 {
            read(&house, &practice.tom, books).await.unwrap();
            house.app.run(&practice.tom, None, TouchVisit { books }).await.unwrap();
            house.clock.pass_seconds(30 * 60);
        }
        assert_eq!(read(&house, &practice.tom, books).await.unwrap_err(), Refusal::NoVisit);
    }

    async fn a_visit_belongs_to_one_sign_in(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        let elsewhere = house.sign_in(user(&practice.tom)).await.unwrap();
        assert_eq!(read(&house, &elsewhere, practice.books).await.unwrap_err(), Refusal::NoVisit);
        house.open_books(&elsewhere, practice.organisation, connection).await;
        read(&house, &practice.tom, practice.books).await.unwrap();
    }

    async fn opening_again_ends_the_visit_before(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        let access = app::clients::list::ExternalAccess { books: practice.books };
        let access = house.app.read(&practice.zoe, access).await.unwrap();
        assert!(access.connected[0].people[0].is_here);
        house.app.run(&practice.tom, None, CloseVisit { books: practice.books }).await.unwrap();
        assert_eq!(read(&house, &practice.tom, practice.books).await.unwrap_err(), Refusal::NoVisit);
    }

    async fn whoever_is_not_assigned_opens_nothing(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let connection = house.connected(&practice).await;
        let open = OpenBooks { organisation, connection, came_from: Place::within(organisation, "") };
        let refused = house.app.run(&practice.asha, None, open.clone()).await.unwrap_err();
        assert_eq!(refused.code(), "not_assigned");
        assert_eq!(read(&house, &practice.asha, books).await.unwrap_err(), Refusal::NotFound);
        let set_up = SetUpAccess { organisation, connection, reason: None };
        house.app.run(&practice.asha, None, set_up).await.unwrap();
        house.app.run(&practice.asha, None, open).await.unwrap();
        read(&house, &practice.asha, books).await.unwrap();
    }

    async fn an_idle_visit_is_closed_in_both_logs_once_and_at_its_end(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, organisation, connection).await;
        house.clock.pass_seconds(3_599);
        assert_eq!(close_idle(&house.app).await.unwrap(), 0, "it is alive");
        house.clock.pass_seconds(600);
        assert_eq!(read(&house, &practice.tom, books).await.unwrap_err(), Refusal::NoVisit);
        let job = || app::Actor::job("visits", house.app.request_id());
        let (books_id, visit) = house.app.read(&job(), IdleVisits).await.unwrap()[0];
        let close = || async { house.app.run(&job(), None, CloseIdleVisit { books: books_id, visit }).await };
        let (one, two) = tokio::join!(close(), close());
        one.and(two).unwrap();
        assert_eq!(close_idle(&house.app).await.unwrap(), 0);
        for acts in [house.acts(books).await, house.acts(organisation).await] {
            assert_eq!(acts.iter().filter(|act| *act == "visit.closed").count(), 1);
        }
        let log = app::audit::LogPage {
            tenant: books.into(),
            after: None,
            size: kernel::PageSize::new(1),
            filter: app::audit::LogFilter::default(),
        };
        let last = house.app.read(&practice.zoe, log).await.unwrap().page.rows.remove(0);
        assert!(last.to.contains(practice.tom.name()), "{last:?}");
        for actor in [&house.nobody(), &practice.zoe] {
            assert_eq!(house.app.read(actor, IdleVisits).await.unwrap_err(), Refusal::NotFound);
        }
    }

    async fn a_removed_accountant_is_out_on_her_next_request(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, organisation, connection).await;
        let remove = RemoveAccountant { organisation, connection, user: user(&practice.tom) };
        house.app.run(&practice.asha, None, remove).await.unwrap();
        assert_eq!(read(&house, &practice.tom, books).await.unwrap_err(), Refusal::NotFound);
    }

    async fn a_member_who_left_the_firm_has_left_its_clients(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        let remove = RemoveMember { organisation: practice.organisation, member: user(&practice.tom) };
        house.app.run(&practice.asha, None, remove).await.unwrap();
        assert_eq!(read(&house, &practice.tom, practice.books).await.unwrap_err(), Refusal::NotFound);
        let access = app::clients::list::ExternalAccess { books: practice.books };
        let access = house.app.read(&practice.zoe, access).await.unwrap();
        assert!(access.connected[0].people.is_empty(), "the client reads it so");
    }

    async fn what_is_reserved_stays_with_the_client_and_the_log_knows(house: House) {
        let practice = house.practice().await;
        let books = practice.books;
        let connection = house.connected(&practice).await;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        let refused = house.app.run(&practice.tom, None, house.wish(books, "friend@example.test")).await;
        assert_eq!(refused.unwrap_err(), Refusal::Forbidden { needs: "accountant.write" });
        let end = EndConnection { books, connection, note: None };
        let refused = house.app.run(&practice.tom, None, end).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "accountant.delete" });
        let invitation = house.invite(&practice.zoe, books, "friend@example.test").await;
        let refused = house.app.run(&practice.tom, None, WithdrawInvitation { books, invitation }).await;
        assert_eq!(refused.unwrap_err(), Refusal::Forbidden { needs: "accountant.write" });
        let acts = house.acts(books).await;
        assert_eq!(acts.iter().filter(|act| *act == "access.denied").count(), 3);
        // The owner can still end it.
        let end = EndConnection { books, connection, note: None };
        house.app.run(&practice.zoe, None, end).await.unwrap();
    }

    async fn delegation_is_one_deep(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        // The client's owner works for a firm of her own, with a client of its own.
        let organisation = house.firm(&practice.zoe, "Marsh & Co").await;
        house.branch(&practice.zoe, organisation, "Home").await;
        let other = house.person("Other Owner").await;
        let others = house.company(&other, "Other Ltd").await.books;
        let invitation = house.invite(&other, others, "home@firm.test").await;
        let second = house.accept(&practice.zoe, organisation, invitation).await;
        house.open_books(&practice.zoe, organisation, second).await;
        // Inside her books, the accountant is still only himself.
        house.open_books(&practice.tom, practice.organisation, connection).await;
        let came_from = Place::within(organisation, "");
        let open = OpenBooks { organisation, connection: second, came_from };
        assert_eq!(house.app.run(&practice.tom, None, open).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(read(&house, &practice.tom, others).await.unwrap_err(), Refusal::NotFound);
    }

    async fn an_owner_may_be_her_own_accountant(house: House) {
        let practice = house.practice().await;
        let own = house.company(&practice.asha, "Raman Holdings").await.books;
        let invitation = house.invite(&practice.asha, own, Practice::ADDRESS).await;
        let connection = house.accept(&practice.asha, practice.organisation, invitation).await;
        house.open_books(&practice.asha, practice.organisation, connection).await;
        assert!(house.app.read(&practice.asha, CurrentVisit { books: own }).await.unwrap().is_some());
        house.app.run(&practice.asha, None, CloseVisit { books: own }).await.unwrap();
        read(&house, &practice.asha, own).await.unwrap();
    }

    async fn two_companies_of_one_owner_never_mix(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        let second = house.company(&practice.zoe, "Second Ltd").await.books;
        house.open_books(&practice.tom, practice.organisation, connection).await;
        assert_eq!(read(&house, &practice.tom, second).await.unwrap_err(), Refusal::NotFound);
        let end = EndConnection { books: second, connection, note: None };
        assert_eq!(house.app.run(&practice.zoe, None, end).await.unwrap_err(), Refusal::NotFound);
    }
}
