//! Laws of invitations to persons and of their links.

use app::invitations::inbox::PendingInvitations;
use app::invitations::{
    AcceptInvitation, InvitationLink, MarkOpened, Opened, RejectInvitation, RejectReason, SentRequests,
    SentState, Standing, State, UndoRejection, WithdrawInvitation, settle_due, write_openings,
};
use app::keys::Purpose;
use kernel::{Id as _, InvitationId, OrganisationId, Refusal};
use testkit::{House, Practice, both_engines};

fn secret(house: &House, invitation: InvitationId) -> String {
    house.app.core.keys.link_secret(Purpose::ClientInvitation, invitation.bytes(), 1)
}

const TOM: &str = "tom.ellery@example.test";

fn accept(practice: &Practice, invitation: InvitationId) -> AcceptInvitation {
    AcceptInvitation {
        organisation: practice.organisation,
        invitation,
        branch: Some(practice.branch),
        colleagues: Vec::new(),
    }
}

async fn waiting(house: &House, actor: &app::Actor, organisation: OrganisationId) -> usize {
    let pending = PendingInvitations { organisation, branch: None };
    house.app.read(actor, pending).await.unwrap().len()
}

both_engines! {
    async fn a_persons_invitation_is_hers_alone_and_goes_to_a_branch_she_chooses(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, TOM).await;
        assert_eq!(waiting(&house, &practice.tom, practice.organisation).await, 1);
        assert_eq!(waiting(&house, &practice.asha, practice.organisation).await, 0);
        let refused = house.app.run(&practice.asha, None, accept(&practice, invitation)).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound);
        let mut homeless = accept(&practice, invitation);
        homeless.branch = None;
        let refused = house.app.run(&practice.tom, None, homeless).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
        house.app.run(&practice.tom, None, accept(&practice, invitation)).await.unwrap();
        assert_eq!(waiting(&house, &practice.tom, practice.organisation).await, 0);
        let again = house.app.run(&practice.tom, None, accept(&practice, invitation)).await.unwrap_err();
        assert_eq!(again.code(), "already_answered");
    }

    async fn a_person_accepts_only_where_she_may(house: House) {
        let practice = house.practice().await;
        let leeds = house.branch(&practice.asha, practice.organisation, "Leeds").await;
        let invitation = house.invite(&practice.zoe, practice.books, TOM).await;
        let mut elsewhere = accept(&practice, invitation);
        elsewhere.branch = Some(leeds);
        let refused = house.app.run(&practice.tom, None, elsewhere).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
        // T18: nor in a firm that is not hers.
        let other = house.person("Other Firm").await;
        let organisation = house.firm(&other, "Other LLP").await;
        let foreign = AcceptInvitation { organisation, ..accept(&practice, invitation) };
        assert_eq!(house.app.run(&practice.tom, None, foreign).await.unwrap_err(), Refusal::NotFound);
    }

    async fn opening_tells_the_sender_whom_she_reached_and_uses_nothing_up(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, TOM).await;
        let secret = secret(&house, invitation);
        let link = || InvitationLink { secret: secret.clone() };
        let seen = house.app.read(&house.nobody(), link()).await.unwrap();
        assert_eq!((seen.standing, seen.state), (Standing::SignedOut, State::Pending));
        let seen = house.app.read(&practice.tom, link()).await.unwrap();
        assert_eq!((seen.standing, seen.company.as_deref()), (Standing::Addressee, Some("Café Zoë")));
        let opened = MarkOpened { secret: secret.clone() };
        assert_eq!(house.app.run(&practice.tom, None, opened.clone()).await.unwrap(), Opened::Yours);
        assert_eq!(house.app.run(&practice.tom, None, opened).await.unwrap(), Opened::Yours);
        let acts = house.acts(practice.books).await;
        assert_eq!(acts.iter().filter(|act| *act == "invitation.opened").count(), 1);
        let requests = house.app.read(&practice.zoe, SentRequests { books: practice.books }).await.unwrap();
        assert_eq!(requests[0].state, SentState::Waiting);
        house.app.run(&practice.tom, None, accept(&practice, invitation)).await.unwrap();
        assert_eq!(house.app.read(&practice.tom, link()).await.unwrap().state, State::Accepted);
    }

    async fn an_opening_is_noted_at_once_and_written_once_later(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, TOM).await;
        let secret = secret(&house, invitation);
        let before = house.acts(practice.books).await.len();
        for actor in [&practice.tom, &practice.tom, &practice.asha, &house.nobody()] {
            house.app.openings().saw(actor, &secret);
        }
        house.app.openings().saw(&practice.tom, "no secret of ours");
        assert_eq!(house.acts(practice.books).await.len(), before, "looking changes nothing");
        for _ in 0..2 {
            write_openings(&house.app).await;
            let mut acts = house.acts(practice.books).await.split_off(before);
            acts.sort();
            assert_eq!(acts, ["invitation.opened", "invitation.refused"]);
        }
    }

    async fn a_link_in_other_hands_names_a_masked_address_and_stays(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, TOM).await;
        let secret = secret(&house, invitation);
        let masked = "t•••@e•••.test".to_owned();
        let seen = house.app.read(&practice.asha, InvitationLink { secret: secret.clone() }).await.unwrap();
        assert_eq!(seen.standing, Standing::WrongAccount { masked: masked.clone() });
        assert_eq!(seen.company, None);
        let opened = house.app.run(&practice.asha, None, MarkOpened { secret }).await.unwrap();
        assert_eq!(opened, Opened::WrongAccount { masked });
        assert_eq!(house.acts(practice.books).await.last().unwrap(), "invitation.refused");
        let refused = house.app.run(&practice.asha, None, accept(&practice, invitation)).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound);
        assert_eq!(waiting(&house, &practice.tom, practice.organisation).await, 1);
    }

    async fn an_unconfirmed_address_claims_nothing(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, "claim.er@example.test").await;
        house.unconfirmed("Claim Er").await;
        let mut claimer = practice.tom.clone();
        if let app::Who::Person(person) = &mut claimer.who {
            person.email = "claim.er@example.test".to_owned();
            person.confirmed = false;
        }
        let accept = house.app.run(&claimer, None, accept(&practice, invitation)).await.unwrap_err();
        assert_eq!(accept.code(), "email_unconfirmed");
        let opened = house.app.run(&claimer, None, MarkOpened { secret: secret(&house, invitation) }).await;
        assert_eq!(opened.unwrap_err().code(), "email_unconfirmed");
    }

    async fn unknown_empty_and_odd_secrets_are_not_found(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, TOM).await;
        for secret in ["", "null", "0", "\0", "%00", "a", &"a".repeat(1_000_000)] {
            let link = InvitationLink { secret: secret.to_owned() };
            assert_eq!(house.app.read(&practice.tom, link).await.unwrap_err(), Refusal::NotFound);
            let opened = MarkOpened { secret: secret.to_owned() };
            assert_eq!(house.app.run(&practice.tom, None, opened).await.unwrap_err(), Refusal::NotFound);
        }
    }

    async fn a_withdrawn_or_expired_link_says_so(house: House) {
        let practice = house.practice().await;
        let books = practice.books;
        let withdrawn = house.invite(&practice.zoe, books, TOM).await;
        house.app.run(&practice.zoe, None, WithdrawInvitation { books, invitation: withdrawn }).await.unwrap();
        let link = InvitationLink { secret: secret(&house, withdrawn) };
        assert_eq!(house.app.read(&practice.tom, link).await.unwrap().state, State::Withdrawn);
        let refused = house.app.run(&practice.tom, None, accept(&practice, withdrawn)).await.unwrap_err();
        assert_eq!(refused.code(), "invitation_withdrawn");
        let expiring = house.invite(&practice.zoe, books, TOM).await;
        house.clock.pass_seconds(30 * 86_400);
        let tom = house.sign_in(testkit::user(&practice.tom)).await.unwrap();
        let link = InvitationLink { secret: secret(&house, expiring) };
        assert_eq!(house.app.read(&tom, link).await.unwrap().state, State::Expired);
        let refused = house.app.run(&tom, None, accept(&practice, expiring)).await.unwrap_err();
        assert_eq!(refused.code(), "invitation_expired");
    }

    async fn a_person_rejects_undoes_and_rejects_for_good(house: House) {
        let practice = house.practice().await;
        let (organisation, books) = (practice.organisation, practice.books);
        let invitation = house.invite(&practice.zoe, books, TOM).await;
        let reason = RejectReason::OutsideArea;
        let reject = RejectInvitation { organisation, invitation, reason, message: None };
        house.app.run(&practice.tom, None, reject.clone()).await.unwrap();
        assert_eq!(waiting(&house, &practice.tom, organisation).await, 0);
        house.app.run(&practice.tom, None, UndoRejection { organisation, invitation }).await.unwrap();
        assert_eq!(waiting(&house, &practice.tom, organisation).await, 1);
        house.app.run(&practice.tom, None, reject).await.unwrap();
        house.clock.pass_seconds(31);
        assert_eq!(settle_due(&house.app).await.unwrap(), 1);
        let requests = house.app.read(&practice.zoe, SentRequests { books }).await.unwrap();
        assert_eq!(requests[0].state, SentState::Rejected);
    }
}
