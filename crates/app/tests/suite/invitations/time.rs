//! Laws of time: a life ends by itself, a reminder leaves once.

use app::invitations::inbox::{AnsweredInvitations, PendingCount};
use app::invitations::{AcceptInvitation, DueInvitations, SentRequests, SentState, State, settle_due};
use kernel::Refusal;
use testkit::{Practice, both_engines, user};

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
        assert_eq!(settle_due(&house.app).await.unwrap(), 2, "a reminder that is late, and the end");
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

    async fn only_jobs_ask_what_is_due(house: House) {
        let practice = house.practice().await;
        for actor in [&house.nobody(), &practice.asha, &practice.zoe] {
            assert_eq!(house.app.read(actor, DueInvitations).await.unwrap_err(), Refusal::NotFound);
        }
    }
}
