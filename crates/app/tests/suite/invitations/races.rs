//! Laws of many at once: whatever happens, some serial order explains it.

use app::invitations::{
    AcceptInvitation, RejectInvitation, RejectReason, SentRequests, SentState, UndoRejection,
    WithdrawInvitation, settle_due,
};
use kernel::{InvitationId, Refusal};
use testkit::{House, Practice, both_engines};

fn accept(practice: &Practice, invitation: InvitationId) -> AcceptInvitation {
    AcceptInvitation { organisation: practice.organisation, invitation, branch: None, colleagues: Vec::new() }
}

fn reject(practice: &Practice, invitation: InvitationId) -> RejectInvitation {
    let (organisation, reason) = (practice.organisation, RejectReason::NotOffered);
    RejectInvitation { organisation, invitation, reason, message: None }
}

async fn count(house: &House, tenant: impl Into<app::Tenant>, act: &str) -> usize {
    house.acts(tenant).await.iter().filter(|known| *known == act).count()
}

async fn mails(house: &House, tenant: impl Into<app::Tenant>, name: &str) -> usize {
    house.letters(tenant).await.iter().filter(|(known, _)| known == name).count()
}

both_engines! {
    async fn sixty_four_accepts_make_one_connection(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let tries: Vec<_> = (0..64)
            .map(|number| {
                let actor = if number % 2 == 0 { practice.tom.clone() } else { practice.asha.clone() };
                let (app, accept) = (house.app.clone(), accept(&practice, invitation));
                tokio::spawn(async move { app.run(&actor, None, accept).await })
            })
            .collect();
        let mut won = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(_) => won += 1,
                Err(Refusal::Conflict { code: "already_answered", .. }) => {}
                Err(refusal) => assert_eq!(refusal.code(), "busy", "{refusal:?}"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(count(&house, practice.books, "connection.accepted").await, 1);
        assert_eq!(count(&house, practice.organisation, "connection.accepted").await, 1);
        assert_eq!(mails(&house, practice.books, "invitation_accepted").await, 1);
    }

    async fn accept_withdraw_reject_and_send_have_some_serial_order(house: House) {
        let practice = house.practice().await;
        let books = practice.books;
        for _ in 0..6 {
            let invitation = house.invite(&practice.zoe, books, Practice::ADDRESS).await;
            let (accepted, withdrawn, rejected) = tokio::join!(
                house.app.run(&practice.tom, None, accept(&practice, invitation)),
                house.app.run(&practice.zoe, None, WithdrawInvitation { books, invitation }),
                house.app.run(&practice.asha, None, reject(&practice, invitation)),
            );
            assert!(!(accepted.is_ok() && withdrawn.is_ok()), "accepted and withdrawn");
            assert!(!(accepted.is_ok() && rejected.is_ok()), "accepted and rejected");
            assert!(accepted.is_ok() || withdrawn.is_ok(), "somebody is first");
            let requests = house.app.read(&practice.zoe, SentRequests { books }).await.unwrap();
            let first = requests.iter().find(|sent| sent.invitation == invitation).unwrap();
            let expected = if accepted.is_ok() { SentState::Accepted } else { SentState::Withdrawn };
            assert_eq!(first.state, expected);
            if let Ok(accepted) = accepted {
                let end = app::clients::EndConnection { books, connection: accepted.connection, note: None };
                house.app.run(&practice.zoe, None, end).await.unwrap();
            }
        }
    }

    async fn two_crossing_sends_leave_one_request(house: House) {
        let practice = house.practice().await;
        let wish = || house.wish(practice.books, Practice::ADDRESS);
        let (one, two) = tokio::join!(
            house.app.run(&practice.zoe, None, wish()),
            house.app.run(&practice.zoe, None, wish()),
        );
        let lost = match (one, two) {
            (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
            both => panic!("{both:?}"),
        };
        assert_eq!(lost.code(), "already_invited");
    }

    async fn undo_and_finish_do_not_both_happen(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.app.run(&practice.tom, None, reject(&practice, invitation)).await.unwrap();
        house.clock.pass_seconds(30);
        let (undone, settled) = tokio::join!(
            house.app.run(&practice.tom, None, UndoRejection { organisation, invitation }),
            settle_due(&house.app),
        );
        assert_eq!(undone.unwrap_err().code(), "too_late_to_undo");
        assert_eq!(settled.unwrap(), 1);
    }
}
