//! Two events, one after the other, in every order: only what the golden says happens.

use app::invitations::{
    AcceptInvitation, RejectInvitation, RejectReason, SentRequests, SentState, UndoRejection,
    WithdrawInvitation, settle_due,
};
use kernel::{BooksId, InvitationId, Refusal};
use std::fmt::Write as _;
use testkit::{House, Practice, both_engines, golden, user};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Accept,
    Reject,
    Undo,
    Final,
    Withdraw,
    Expire,
    SendAgain,
}

impl Event {
    const ALL: [Self; 7] =
        [Self::Accept, Self::Reject, Self::Undo, Self::Final, Self::Withdraw, Self::Expire, Self::SendAgain];
}

/// One invitation, and what happens to it.
struct Case<'a> {
    house: &'a House,
    practice: &'a Practice,
    books: BooksId,
    invitation: InvitationId,
}

impl Case<'_> {
    async fn happen(&self, event: Event) -> Result<(), Refusal> {
        let (app, practice) = (&self.house.app, self.practice);
        // Time passes between events, and sign-ins end by it.
        let (tom, asha, zoe) = (&practice.tom, &practice.asha, &practice.zoe);
        let tom = self.house.sign_in(user(tom)).await?;
        let asha = self.house.sign_in(user(asha)).await?;
        let zoe = self.house.sign_in(user(zoe)).await?;
        let (organisation, invitation, books) = (practice.organisation, self.invitation, self.books);
        match event {
            Event::Accept => {
                let accept =
                    AcceptInvitation { organisation, invitation, branch: None, colleagues: Vec::new() };
                app.run(&tom, None, accept).await.map(drop)
            }
            Event::Reject => {
                let reason = RejectReason::NotOffered;
                let reject = RejectInvitation { organisation, invitation, reason, message: None };
                app.run(&asha, None, reject).await.map(drop)
            }
            Event::Undo => app.run(&tom, None, UndoRejection { organisation, invitation }).await.map(drop),
            Event::Final => self.pass(31).await,
            Event::Withdraw => app.run(&zoe, None, WithdrawInvitation { books, invitation }).await.map(drop),
            Event::Expire => self.pass(31 * 86_400).await,
            Event::SendAgain => {
                app.run(&zoe, None, self.house.wish(books, Practice::ADDRESS)).await.map(drop)
            }
        }
    }

    /// Lets time pass and the job do what is due; refused when nothing of this invitation was.
    async fn pass(&self, seconds: i64) -> Result<(), Refusal> {
        let before = self.state().await;
        self.house.clock.pass_seconds(seconds);
        settle_due(&self.house.app).await?;
        if self.state().await == before {
            Err(Refusal::rule("nothing_due", "Nothing was due."))
        } else {
            Ok(())
        }
    }

    async fn state(&self) -> SentState {
        let asked = SentRequests { books: self.books };
        let zoe = self.house.sign_in(user(&self.practice.zoe)).await.expect("signs in");
        let requests = self.house.app.read(&zoe, asked).await.expect("requests");
        requests.into_iter().find(|sent| sent.invitation == self.invitation).expect("ours").state
    }
}

fn word(outcome: &Result<(), Refusal>) -> String {
    match outcome {
        Ok(()) => "done".to_owned(),
        Err(Refusal::Conflict { code, .. } | Refusal::Rule { code, .. }) => (*code).to_owned(),
        Err(refusal) => refusal.code().to_owned(),
    }
}

both_engines! {
    async fn only_some_orders_of_two_events_happen(house: House) {
        let practice = house.practice().await;
        let mut text = String::new();
        let mut number = 0;
        for first in Event::ALL {
            for second in Event::ALL {
                number += 1;
                let zoe = house.sign_in(user(&practice.zoe)).await.expect("signs in");
                let books = house.company(&zoe, &format!("Company {number}")).await.books;
                let invitation = house.invite(&zoe, books, Practice::ADDRESS).await;
                let case = Case { house: &house, practice: &practice, books, invitation };
                let one = case.happen(first).await;
                let two = case.happen(second).await;
                let state = case.state().await;
                let (left, right) = (word(&one), word(&two));
                let _ = writeln!(text, "{first:?} {left}, {second:?} {right}: {state:?}");
                let accepted = [(first, &one), (second, &two)]
                    .iter()
                    .filter(|(event, outcome)| *event == Event::Accept && outcome.is_ok())
                    .count();
                assert!(accepted <= 1, "accepted twice");
                assert_eq!(accepted == 1, state == SentState::Accepted, "{first:?} {second:?}");
                let acts = house.acts(books).await;
                let connections = acts.iter().filter(|act| *act == "connection.accepted").count();
                assert_eq!(connections, accepted, "{first:?} {second:?}");
            }
        }
        golden(concat!(env!("CARGO_MANIFEST_DIR"), "/goldens/invitation_orders.txt"), &text);
    }
}
