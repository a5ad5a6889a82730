//! Laws of sending, routing and withdrawing.

use app::access::Preset;
use app::invitations::inbox::{PendingCount, PendingInvitations};
use app::invitations::{SentRequests, SentState, WithdrawInvitation};
use kernel::{BranchId, OrganisationId, Refusal};
use testkit::{House, Practice, both_engines};

async fn waiting(house: &House, actor: &app::Actor, organisation: OrganisationId) -> usize {
    let pending = PendingInvitations { organisation, branch: None };
    house.app.read(actor, pending).await.unwrap().len()
}

both_engines! {
    async fn an_invitation_to_a_branch_stands_in_its_inbox_and_names_its_firm(house: House) {
        let practice = house.practice().await;
        let wish = house.wish(practice.books, "BRISTOL@firm.test");
        let sent = house.app.run(&practice.zoe, None, wish).await.unwrap();
        assert_eq!(sent.firm.as_deref(), Some("Harbour & Pike LLP"));
        let organisation = practice.organisation;
        let pending = PendingInvitations { organisation, branch: Some(practice.branch) };
        let rows = house.app.read(&practice.tom, pending).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].company.as_str(), rows[0].owner_name.as_str()), ("Café Zoë", "Zoe Marsh"));
        assert_eq!(rows[0].owner_email, "zoe.marsh@example.test");
        assert_eq!(rows[0].message.as_deref(), Some("We need help with our year end."));
        assert!(rows[0].may_answer);
        let count = PendingCount { organisation, branch: None };
        assert_eq!(house.app.read(&practice.tom, count).await.unwrap(), 1);
        let requests = house.app.read(&practice.zoe, SentRequests { books: practice.books }).await.unwrap();
        assert_eq!(requests[0].state, SentState::Waiting);
        assert_eq!(requests[0].firm.as_deref(), Some("Harbour & Pike LLP"));
        let letters = house.letters(organisation).await;
        let asked: Vec<_> =
            letters.iter().filter(|(name, _)| name == "client_invites").map(|(_, to)| to.as_str()).collect();
        assert_eq!(asked.len(), 3, "{asked:?}");
        for address in ["bristol@firm.test", "asha.raman@example.test", "tom.ellery@example.test"] {
            assert!(asked.contains(&address), "{asked:?}");
        }
        assert_eq!(house.acts(practice.books).await.last().unwrap(), "invitation.sent");
        assert_eq!(house.acts(organisation).await.last().unwrap(), "invitation.received");
    }

    async fn the_sender_cannot_tell_a_person_from_an_unknown_address(house: House) {
        let practice = house.practice().await;
        house.person("Known Person").await;
        let known = house.wish(practice.books, "known.person@example.test");
        let known = house.app.run(&practice.zoe, None, known).await.unwrap();
        let unknown = house.wish(practice.books, "nobody@example.test");
        let unknown = house.app.run(&practice.zoe, None, unknown).await.unwrap();
        assert_eq!((known.firm, unknown.firm), (None, None));
        let requests = house.app.read(&practice.zoe, SentRequests { books: practice.books }).await.unwrap();
        assert!(requests.iter().all(|sent| sent.state == SentState::Sent && sent.firm.is_none()));
        let mails = house.letters(practice.books).await;
        assert_eq!(mails.iter().filter(|(name, _)| name == "client_invites").count(), 2);
    }

    async fn fifty_invitations_to_one_address_are_three_mails(house: House) {
        let mut mails = 0;
        for number in 0..50 {
            let owner = house.person(&format!("Owner {number}")).await;
            let books = house.company(&owner, "Spam Ltd").await.books;
            house.invite(&owner, books, "victim@example.test").await;
            let letters = house.letters(books).await;
            mails += letters.iter().filter(|(_, to)| to == "victim@example.test").count();
        }
        assert_eq!(mails, 3);
        let victim = house.person("Victim").await;
        let firm = house.firm(&victim, "Victim LLP").await;
        assert_eq!(waiting(&house, &victim, firm).await, 50, "they stand in her inbox all the same");
    }

    async fn one_company_sends_at_most_twenty_a_day(house: House) {
        let practice = house.practice().await;
        for number in 0..20 {
            house.invite(&practice.zoe, practice.books, &format!("a{number}@example.test")).await;
        }
        let one_more = house.wish(practice.books, "one.more@example.test");
        let refused = house.app.run(&practice.zoe, None, one_more.clone()).await.unwrap_err();
        assert!(matches!(refused, Refusal::TooMany { .. }), "{refused:?}");
        house.clock.pass_seconds(86_401);
        let zoe = house.sign_in(testkit::user(&practice.zoe)).await.unwrap();
        house.app.run(&zoe, None, one_more).await.unwrap();
    }

    async fn one_request_waits_per_address(house: House) {
        let practice = house.practice().await;
        let first = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let wish = house.wish(practice.books, Practice::ADDRESS);
        let refused = house.app.run(&practice.zoe, None, wish.clone()).await.unwrap_err();
        assert_eq!(refused.code(), "already_invited");
        let withdraw = WithdrawInvitation { books: practice.books, invitation: first };
        house.app.run(&practice.zoe, None, withdraw).await.unwrap();
        house.app.run(&practice.zoe, None, wish).await.unwrap();
    }

    async fn a_connected_firm_is_not_asked_again(house: House) {
        let practice = house.practice().await;
        house.connected(&practice).await;
        let wish = house.wish(practice.books, Practice::ADDRESS);
        let refused = house.app.run(&practice.zoe, None, wish).await.unwrap_err();
        assert_eq!(refused.code(), "already_connected");
    }

    async fn only_whoever_proved_herself_lately_lets_somebody_in(house: House) {
        let practice = house.practice().await;
        house.clock.pass_seconds(601);
        let wish = house.wish(practice.books, Practice::ADDRESS);
        let refused = house.app.run(&practice.zoe, None, wish).await.unwrap_err();
        assert_eq!(refused, Refusal::Reauthenticate);
    }

    async fn nobody_offers_ownership(house: House) {
        let practice = house.practice().await;
        for preset in [Preset::Owner, Preset::InvoiceOnly, Preset::ExpenseSubmitter] {
            let mut wish = house.wish(practice.books, Practice::ADDRESS);
            wish.preset = preset;
            let refused = house.app.run(&practice.zoe, None, wish).await.unwrap_err();
            assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
        }
    }

    async fn a_stranger_cannot_invite_for_a_company(house: House) {
        let practice = house.practice().await;
        let wish = house.wish(practice.books, Practice::ADDRESS);
        assert_eq!(house.app.run(&practice.tom, None, wish).await.unwrap_err(), Refusal::NotFound);
    }

    async fn an_unconfirmed_branch_gets_what_waited_once_its_mailbox_answers(house: House) {
        use kernel::Id as _;
        let practice = house.practice().await;
        let leeds: BranchId = house.unconfirmed_branch(&practice.asha, practice.organisation, "Leeds").await;
        let invitation = house.invite(&practice.zoe, practice.books, "leeds@firm.test").await;
        assert_eq!(waiting(&house, &practice.asha, practice.organisation).await, 0);
        let secret = house.app.core.keys.link_secret(app::keys::Purpose::ConfirmBranch, leeds.bytes(), 1);
        house.app.run(&house.nobody(), None, app::practice::ConfirmBranch { secret }).await.unwrap();
        assert_eq!(waiting(&house, &practice.asha, practice.organisation).await, 1);
        assert_eq!(waiting(&house, &practice.tom, practice.organisation).await, 0, "not his branch");
        assert_eq!(house.acts(practice.books).await.last().unwrap(), "invitation.routed");
        let requests = house.app.read(&practice.zoe, SentRequests { books: practice.books }).await.unwrap();
        assert_eq!(requests[0].firm.as_deref(), Some("Harbour & Pike LLP"));
        house.accept(&practice.asha, practice.organisation, invitation).await;
    }

    async fn whoever_confirms_the_invited_address_finds_the_invitation(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, "new.comer@example.test").await;
        let comer = house.person("New Comer").await;
        let firm = house.firm(&comer, "Comer LLP").await;
        house.branch(&comer, firm, "Home").await;
        assert_eq!(waiting(&house, &comer, firm).await, 1);
        assert_eq!(house.app.read(&comer, PendingCount { organisation: firm, branch: None }).await.unwrap(), 1);
        // T12: any other spelling is somebody else.
        let other = house.person("New.comer Other").await;
        let others = house.firm(&other, "Other LLP").await;
        assert_eq!(waiting(&house, &other, others).await, 0);
    }

    async fn withdrawing_takes_it_off_the_list_and_tells_the_branch(house: House) {
        let practice = house.practice().await;
        let (books, organisation) = (practice.books, practice.organisation);
        let invitation = house.invite(&practice.zoe, books, Practice::ADDRESS).await;
        let withdraw = WithdrawInvitation { books, invitation };
        house.app.run(&practice.zoe, None, withdraw.clone()).await.unwrap();
        assert_eq!(waiting(&house, &practice.tom, organisation).await, 0);
        assert_eq!(house.acts(organisation).await.last().unwrap(), "invitation.withdrawn");
        let letters = house.letters(organisation).await;
        let told = ("invitation_withdrawn".to_owned(), Practice::ADDRESS.to_owned());
        assert_eq!(letters.iter().filter(|letter| **letter == told).count(), 1);
        let again = house.app.run(&practice.zoe, None, withdraw).await.unwrap_err();
        assert_eq!(again.code(), "already_withdrawn");
    }

    async fn a_member_without_the_permission_reads_no_inbox(house: House) {
        let practice = house.practice().await;
        let member = app::access::BranchRole::Member;
        let ben = house
            .colleague(&practice.asha, practice.organisation, ("Ben Cole", member), &[practice.branch])
            .await;
        house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let pending = PendingInvitations { organisation: practice.organisation, branch: None };
        let refused = house.app.read(&ben, pending).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "Answer Client Invitations" });
        let count = PendingCount { organisation: practice.organisation, branch: None };
        assert_eq!(house.app.read(&ben, count).await.unwrap(), 0);
    }
}
