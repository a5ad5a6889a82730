//! Many people, many invitations, all at once.
//!
//! `COUNTINGHOUSE_FULL=1` takes the hundred invitations of the promise; without it ten.

use app::Actor;
use app::invitations::AcceptInvitation;
use kernel::{BooksId, InvitationId, Refusal};
use testkit::{House, Practice, both_engines};
use tokio::task::JoinSet;

const AT_ONCE: usize = 64;

fn invitations() -> usize {
    if std::env::var_os("COUNTINGHOUSE_FULL").is_some() { 100 } else { 10 }
}

/// Sixty-four clicks on one invitation; how many were told that theirs made the connection.
async fn storm(house: &House, practice: &Practice, invitation: InvitationId) -> usize {
    let mut clicks = JoinSet::new();
    for number in 0..AT_ONCE {
        let actor: Actor = if number % 2 == 0 { practice.tom.clone() } else { practice.asha.clone() };
        let organisation = practice.organisation;
        let accept = AcceptInvitation { organisation, invitation, branch: None, colleagues: Vec::new() };
        let app = house.app.clone();
        clicks.spawn(async move { app.run(&actor, None, accept).await });
    }
    let outcomes = clicks.join_all().await;
    for refusal in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        let is_late = matches!(refusal, Refusal::Conflict { code: "already_answered", .. });
        assert!(is_late || refusal.code() == "busy", "{refusal:?}");
    }
    outcomes.iter().filter(|outcome| outcome.is_ok()).count()
}

both_engines! {
    async fn sixty_four_clicks_on_each_of_many_invitations_make_one_connection_each(house: House) {
        let practice = house.practice().await;
        let count = invitations();
        let mut waiting: Vec<(BooksId, InvitationId)> = Vec::new();
        for number in 0..count {
            let books = house.company(&practice.zoe, &format!("Company {number}")).await.books;
            waiting.push((books, house.invite(&practice.zoe, books, Practice::ADDRESS).await));
        }
        let already = house.letters(practice.organisation).await.len();
        // Two storms at a time, so that invitations race each other for the firm, too.
        for several in waiting.chunks(2) {
            let (first, last) = (several[0].1, several[several.len() - 1].1);
            let (one, two) = tokio::join!(storm(&house, &practice, first), async {
                if first == last { 1 } else { storm(&house, &practice, last).await }
            });
            assert_eq!((one, two), (1, 1));
        }
        let of = |acts: &[String]| acts.iter().filter(|act| *act == "connection.accepted").count();
        assert_eq!(of(&house.acts(practice.organisation).await), count);
        let mut to_clients = 0;
        for (books, _) in &waiting {
            assert_eq!(of(&house.acts(*books).await), 1);
            let letters = house.letters(*books).await;
            to_clients += letters.iter().filter(|(name, _)| name == "invitation_accepted").count();
        }
        assert_eq!(to_clients, count);
        // The firm answered itself: its members see it, and nobody is written to.
        assert_eq!(house.letters(practice.organisation).await.len(), already);
    }
}
