//! A firm says no, and may think again for 30 seconds.

use crate::acts::{self, Firm};
use crate::stage::journeys;
use crate::{axe, shots};
use std::time::Duration;

/// The mail leaves after 30 seconds, and no sooner.
const GRACE: Duration = Duration::from_secs(30);
const MESSAGE: &str = "We are full until spring. Please ask again then.";

async fn reject(page: &crate::page::Page, company: &str) {
    page.press("Reject Invitation").await;
    page.heading(&format!("Reject {company}?")).await;
    page.press("Capacity full").await;
    page.fill("Message to the client", MESSAGE).await;
    shots::shot(page, "reject").await;
    page.follow("Confirm Rejection").await;
}

journeys! {
    #[on(Sqlite)]
    async fn a_rejection_can_be_undone_and_then_is_final(stage: &Stage) {
        let (ann, carla) = (stage.person("Ann Bauer").await, stage.person("Carla Weiss").await);
        let firm = Firm::named("Harbour");
        let page = acts::found_firm(stage, &ann, &firm).await;
        let books = acts::found_company(stage, &carla, "Sotto Coffee").await;
        acts::invite(&books, &carla, &firm.email, "Please.").await;
        page.follow("Client Invitations").await;
        page.follow("Sotto Coffee").await;
        reject(&page, "Sotto Coffee").await;
        page.sees("Undo").await;
        axe::check(&page, "rejected with a way back").await;
        page.follow("Undo").await;
        page.sees("Sotto Coffee").await;
        assert_eq!(stage.mailbox.count(&carla.email, "can’t take on").await, 0, "undone: no mail");

        page.follow("Client Invitations").await;
        page.follow("Sotto Coffee").await;
        let since = std::time::Instant::now();
        reject(&page, "Sotto Coffee").await;
        let letter = stage.mailbox.letter(&carla.email, "can’t take on").await;
        assert!(since.elapsed() >= GRACE, "the mail left before its time");
        assert!(letter.text.contains("full until spring"), "{}", letter.text);
        page.follow("Client Invitations").await;
        page.sees("None waiting").await;
        page.follow("Clients").await;
        page.sees("No clients yet").await;
        books.follow("External Access").await;
        books.sees("Only you can open these books").await;
        acts::invite(&books, &carla, &firm.email, "May I ask again?").await;
        page.follow("Client Invitations").await;
        page.sees("Sotto Coffee").await;
    }
}
