//! Laws of accepting, rejecting and thinking again.

use app::clients::list::{ClientPage, ClientState, Clients, WayToBooks};
use app::invitations::inbox::{AnsweredInvitations, InvitationReview, PendingCount};
use app::invitations::{
    AcceptInvitation, RejectInvitation, RejectReason, SentRequests, SentState, State, UndoRejection,
    WithdrawInvitation, settle_due,
};
use kernel::{InvitationId, PageSize, Refusal, Text500};
use testkit::{House, Practice, both_engines, user};

fn accept(practice: &Practice, invitation: InvitationId) -> AcceptInvitation {
    AcceptInvitation { organisation: practice.organisation, invitation, branch: None, colleagues: Vec::new() }
}

fn reject(practice: &Practice, invitation: InvitationId) -> RejectInvitation {
    RejectInvitation {
        organisation: practice.organisation,
        invitation,
        reason: RejectReason::CapacityFull,
        message: Some(Text500::parse("Please ask again in April.").unwrap()),
    }
}

async fn state(house: &House, practice: &Practice) -> SentState {
    let requests = SentRequests { books: practice.books };
    house.app.read(&practice.zoe, requests).await.unwrap()[0].state
}

async fn badge(house: &House, practice: &Practice) -> u64 {
    let count = PendingCount { organisation: practice.organisation, branch: None };
    house.app.read(&practice.tom, count).await.unwrap()
}

both_engines! {
    async fn accepting_makes_the_client_the_access_and_the_mail(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let mut both = accept(&practice, invitation);
        both.colleagues = vec![user(&practice.asha), user(&practice.tom)];
        let connection = house.app.run(&practice.tom, None, both).await.unwrap().connection;
        assert_eq!(badge(&house, &practice).await, 0);
        assert_eq!(state(&house, &practice).await, SentState::Accepted);
        let clients = Clients {
            organisation: practice.organisation,
            branch: Some(practice.branch),
            search: None,
            state: ClientState::Active,
            after: None,
            size: PageSize::default(),
        };
        let rows = house.app.read(&practice.tom, clients).await.unwrap().rows;
        assert_eq!((rows.len(), rows[0].name.as_str()), (1, "Café Zoë"));
        assert_eq!(rows[0].way, WayToBooks::GoTo);
        assert!(rows[0].is_primary);
        assert_eq!(rows[0].payer, "client");
        let page = ClientPage { organisation: practice.organisation, connection };
        let page = house.app.read(&practice.asha, page).await.unwrap();
        let people: Vec<_> = page.people.iter().map(|one| (one.name.as_str(), one.is_primary)).collect();
        assert_eq!(people, [("Tom Ellery", true), ("Asha Raman", false)]);
        let mails = house.letters(practice.books).await;
        let told = ("invitation_accepted".to_owned(), "zoe.marsh@example.test".to_owned());
        assert_eq!(mails.iter().filter(|mail| **mail == told).count(), 1);
        for acts in [house.acts(practice.books).await, house.acts(practice.organisation).await] {
            assert_eq!(acts.iter().filter(|act| *act == "connection.accepted").count(), 1);
        }
        house.open_books(&practice.asha, practice.organisation, connection).await;
    }

    async fn colleagues_belong_to_the_branch(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let leeds = house.branch(&practice.asha, practice.organisation, "Leeds").await;
        let admin = app::access::BranchRole::Admin;
        let ben =
            house.colleague(&practice.asha, practice.organisation, ("Ben Cole", admin), &[leeds]).await;
        for stranger in [user(&ben), user(&practice.zoe)] {
            let mut wrong = accept(&practice, invitation);
            wrong.colleagues = vec![stranger];
            let refused = house.app.run(&practice.tom, None, wrong).await.unwrap_err();
            assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
        }
        // Whoever belongs to another branch cannot answer for this one, nor see that it was asked.
        let refused = house.app.run(&ben, None, accept(&practice, invitation)).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound);
        // And the branch that was asked is the branch that keeps the client.
        let mut moved = accept(&practice, invitation);
        moved.branch = Some(leeds);
        let refused = house.app.run(&practice.asha, None, moved).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
        assert_eq!(state(&house, &practice).await, SentState::Waiting);
    }

    async fn another_firm_finds_nothing_to_answer(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let other = house.person("Other Firm").await;
        let organisation = house.firm(&other, "Other LLP").await;
        let wrong = AcceptInvitation { organisation, ..accept(&practice, invitation) };
        assert_eq!(house.app.run(&other, None, wrong).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(house.app.run(&other, None, accept(&practice, invitation)).await.unwrap_err(), Refusal::NotFound);
        let review = InvitationReview { organisation, invitation };
        assert_eq!(house.app.read(&other, review).await.unwrap_err(), Refusal::NotFound);
    }

    async fn a_member_without_the_permission_is_told_which_and_the_log_knows(house: House) {
        let practice = house.practice().await;
        let member = app::access::BranchRole::Member;
        let ben = house
            .colleague(&practice.asha, practice.organisation, ("Ben Cole", member), &[practice.branch])
            .await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let refused = house.app.run(&ben, None, accept(&practice, invitation)).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "Answer Client Invitations" });
        assert_eq!(house.acts(practice.organisation).await.last().unwrap(), "access.denied");
    }

    async fn a_rejection_is_told_after_thirty_seconds(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.app.run(&practice.tom, None, reject(&practice, invitation)).await.unwrap();
        assert_eq!(badge(&house, &practice).await, 0);
        assert_eq!(state(&house, &practice).await, SentState::Waiting, "the client has not heard yet");
        assert_eq!(house.acts(practice.organisation).await.last().unwrap(), "rejection.started");
        assert_eq!(house.acts(practice.books).await.last().unwrap(), "invitation.sent");
        assert_eq!(settle_due(&house.app).await.unwrap(), 0);
        house.clock.pass_seconds(30);
        assert_eq!(settle_due(&house.app).await.unwrap(), 1);
        assert_eq!(settle_due(&house.app).await.unwrap(), 0);
        assert_eq!(house.acts(practice.books).await.last().unwrap(), "invitation.rejected");
        assert_eq!(house.acts(practice.organisation).await.last().unwrap(), "invitation.rejected");
        let requests = house.app.read(&practice.zoe, SentRequests { books: practice.books }).await.unwrap();
        assert_eq!(requests[0].state, SentState::Rejected);
        assert_eq!(requests[0].reason, Some(RejectReason::CapacityFull));
        assert_eq!(requests[0].answer.as_deref(), Some("Please ask again in April."));
        let told = ("invitation_rejected".to_owned(), "zoe.marsh@example.test".to_owned());
        assert_eq!(house.letters(practice.books).await.iter().filter(|mail| **mail == told).count(), 1);
        let undo = UndoRejection { organisation: practice.organisation, invitation };
        assert_eq!(house.app.run(&practice.tom, None, undo).await.unwrap_err().code(), "too_late_to_undo");
        let answered = AnsweredInvitations { organisation: practice.organisation, branch: None };
        let answered = house.app.read(&practice.tom, answered).await.unwrap();
        assert_eq!((answered[0].state, answered[0].answered_by.as_deref()), (State::Rejected, Some("Tom Ellery")));
        house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
    }

    async fn undo_puts_the_invitation_back_and_nobody_hears_of_it(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.app.run(&practice.tom, None, reject(&practice, invitation)).await.unwrap();
        house.clock.pass_seconds(29);
        let undo = UndoRejection { organisation: practice.organisation, invitation };
        house.app.run(&practice.asha, None, undo).await.unwrap();
        assert_eq!(badge(&house, &practice).await, 1);
        house.clock.pass_seconds(60);
        assert_eq!(settle_due(&house.app).await.unwrap(), 0);
        assert!(!house.letters(practice.books).await.iter().any(|(name, _)| name == "invitation_rejected"));
        house.accept(&practice.tom, practice.organisation, invitation).await;
    }

    async fn withdrawing_within_the_thirty_seconds_ends_the_rejection(house: House) {
        let practice = house.practice().await;
        let (books, organisation) = (practice.books, practice.organisation);
        let invitation = house.invite(&practice.zoe, books, Practice::ADDRESS).await;
        house.app.run(&practice.tom, None, reject(&practice, invitation)).await.unwrap();
        house.app.run(&practice.zoe, None, WithdrawInvitation { books, invitation }).await.unwrap();
        house.clock.pass_seconds(31);
        settle_due(&house.app).await.unwrap();
        assert_eq!(state(&house, &practice).await, SentState::Withdrawn);
        assert!(!house.letters(books).await.iter().any(|(name, _)| name == "invitation_rejected"));
        let undo = UndoRejection { organisation, invitation };
        assert_eq!(house.app.run(&practice.tom, None, undo).await.unwrap_err().code(), "too_late_to_undo");
    }

    async fn a_new_request_within_the_thirty_seconds_ends_the_rejection(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.app.run(&practice.tom, None, reject(&practice, invitation)).await.unwrap();
        let second = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.clock.pass_seconds(31);
        settle_due(&house.app).await.unwrap();
        assert!(!house.letters(practice.books).await.iter().any(|(name, _)| name == "invitation_rejected"));
        assert_eq!(badge(&house, &practice).await, 1);
        house.accept(&practice.tom, practice.organisation, second).await;
    }

    async fn another_reason_needs_words(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let mut silent = reject(&practice, invitation);
        (silent.reason, silent.message) = (RejectReason::Other, None);
        let refused = house.app.run(&practice.tom, None, silent).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
    }

    async fn a_review_tells_facts_and_what_was_checked(house: House) {
        let practice = house.practice().await;
        house.connected(&practice).await;
        let twin = house.person("Twin Owner").await;
        let books = house.company(&twin, "CAFE ZOE").await.books;
        let invitation = house.invite(&twin, books, Practice::ADDRESS).await;
        let review = InvitationReview { organisation: practice.organisation, invitation };
        let review = house.app.read(&practice.tom, review).await.unwrap();
        assert_eq!(review.look_alikes, ["Café Zoë"]);
        assert_eq!((review.currency.as_str(), review.fiscal_month, review.fiscal_day), ("GBP", 12, 31));
        assert!(review.owner_confirmed_at.is_some());
        assert_eq!(review.branches.len(), 1);
        let members: Vec<_> = review.branches[0].members.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(members, ["Asha Raman", "Tom Ellery"]);
        assert_eq!((review.state, review.may_answer), (State::Pending, true));
    }
}
