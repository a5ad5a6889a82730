//! Laws of time: a life ends by itself, a reminder leaves once.

use app::invitations::inbox::{AnsweredInvitations, PendingCount};
use app::invitations::{
    AcceptInvitation, DueInvitations, RemindFirm, SentRequests, SentState, State, WithdrawInvitation,
    settle_due,
};
use kernel::Refusal;
use testkit::{Practice, both_engines, user};

fn reminders(letters: &[(String, String)]) -> usize {
    letters.iter().filter(|(name, _)| name == "invitation_reminder").count()
}

both_engines! {
    async fn an_invitation_ends_after_thirty_days_whether_a_job_ran_or_not(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.clock.pass_seconds(30 * 86_400 - 60);
        let (tom, zoe) = (house.sign_in(user(&practice.tom)).await.unwrap(), practice.zoe.clone());
        assert_eq!(house.app.read(&tom, PendingCount { organisation, branch: None }).await.unwrap(), 1);
        house.clock.pass_seconds(61);
        assert_eq!(house.app.read(&tom, PendingCount { organisation, branch: None }).await.unwrap(), 0);
        let accept = AcceptInvitation { organisation, invitation, branch: None, colleagues: Vec::new() };
        let refused = house.app.run(&tom, None, accept).await.unwrap_err();
        assert_eq!(refused.code(), "invitation_expired");
        let requests = house.app.read(&zoe, SentRequests { books: practice.books }).await.unwrap();
        assert_eq!(requests[0].state, SentState::Expired);
        assert_eq!(settle_due(&house.app).await.unwrap(), 4, "reminders that are late, and the end");
        for acts in [house.acts(practice.books).await, house.acts(organisation).await] {
            assert_eq!(acts.last().unwrap(), "invitation.expired");
        }
        let answered = AnsweredInvitations { organisation, branch: None };
        assert_eq!(house.app.read(&tom, answered).await.unwrap()[0].state, State::Expired);
    }

    async fn the_firm_is_reminded_once_after_a_day(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.clock.pass_seconds(86_400);
        assert_eq!(settle_due(&house.app).await.unwrap(), 1);
        assert_eq!(settle_due(&house.app).await.unwrap(), 0);
        let letters = house.letters(practice.organisation).await;
        assert_eq!(letters.iter().filter(|(name, _)| name == "invitation_reminder").count(), 2);
    }

    async fn the_firm_is_reminded_on_day_3_and_14_until_it_answers(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let mut told = Vec::new();
        for days in [1, 1, 1, 10, 1, 1, 14] {
            house.clock.pass_seconds(days * 86_400);
            settle_due(&house.app).await.unwrap();
            told.push(reminders(&house.letters(practice.organisation).await));
        }
        assert_eq!(told, [2, 2, 4, 4, 6, 6, 6], "two members, on the days 1, 3 and 14");
    }

    async fn nobody_is_reminded_of_what_was_answered(house: House) {
        let practice = house.practice().await;
        let connected = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.accept(&practice.tom, practice.organisation, connected).await;
        let other = house.invite(&practice.zoe, practice.books, "ines@example.test").await;
        let books = practice.books;
        house.app.run(&practice.zoe, None, WithdrawInvitation { books, invitation: other }).await.unwrap();
        house.clock.pass_seconds(14 * 86_400);
        settle_due(&house.app).await.unwrap();
        assert_eq!(reminders(&house.letters(practice.organisation).await), 0);
        assert_eq!(reminders(&house.letters(books).await), 0);
    }

    async fn a_person_is_reminded_at_her_address_with_her_link(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, "ines@example.test").await;
        house.clock.pass_seconds(3 * 86_400);
        assert_eq!(settle_due(&house.app).await.unwrap(), 1);
        let letters = house.letters(practice.books).await;
        let (_, address) = letters.iter().find(|(name, _)| name == "invitation_reminder").unwrap();
        assert_eq!(address, "ines@example.test");
        assert_eq!(house.acts(practice.books).await.last().unwrap(), "invitation.reminded");
        house.clock.pass_seconds(11 * 86_400);
        settle_due(&house.app).await.unwrap();
        assert_eq!(reminders(&house.letters(practice.books).await), 2);
    }

    async fn two_processes_remind_once(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.clock.pass_seconds(86_400);
        let job = || app::Actor::job("invitations", house.app.request_id());
        let due = house.app.read(&job(), DueInvitations).await.unwrap()[0];
        let remind = || async { house.app.run(&job(), None, RemindFirm { due }).await };
        let (one, two) = tokio::join!(remind(), remind());
        one.and(two).unwrap();
        assert_eq!(reminders(&house.letters(practice.organisation).await), 2, "each member once");
    }

    async fn only_jobs_ask_what_is_due(house: House) {
        let practice = house.practice().await;
        for actor in [&house.nobody(), &practice.asha, &practice.zoe] {
            assert_eq!(house.app.read(actor, DueInvitations).await.unwrap_err(), Refusal::NotFound);
        }
    }
}
