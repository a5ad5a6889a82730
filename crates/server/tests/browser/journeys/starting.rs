//! From nothing to a firm with a team.

use crate::acts::{self, Firm};
use crate::stage::journeys;
use crate::{axe, shots};

journeys! {
    #[on(Sqlite, Postgres)]
    async fn a_firm_begins_with_nothing_and_knows_what_to_do_next(stage: &Stage) {
        let (ann, ben) = (stage.person("Ann Bauer").await, stage.person("Ben Huber").await);
        let firm = Firm::named("Harbour");
        let page = acts::sign_up(stage, &ann, "firm").await;
        page.heading("Your firm").await;
        shots::shot(&page, "first-firm").await;
        page.fill("Firm name", &firm.name).await;
        page.choose("Country", "Austria").await;
        page.follow("Continue").await;

        page.heading("Your first branch").await;
        page.sees("The billing currency is permanent").await;
        assert!(page.value("Billing currency").await.starts_with("EUR"), "Austria proposes its currency");
        shots::shot(&page, "first-branch").await;
        page.fill("Branch name", &firm.branch).await;
        page.fill("Branch email", &firm.email).await;
        page.follow("Create branch").await;

        page.heading(&firm.branch).await;
        page.heading("What to do next").await;
        acts::confirm_mailbox(stage, &ann, &firm).await;
        page.reload().await;
        page.sees("Super Admin").await;
        shots::shot(&page, "dashboard-empty").await;
        axe::check(&page, "empty dashboard").await;

        let hers = acts::add_colleague(stage, &page, &firm, &ben, "Member").await;
        hers.heading("All branches").await;
        hers.sees("Ben Huber").await;
        stage.mailbox.letter(&ann.email, "Ben Huber joined").await;
        page.follow("Team Members").await;
        page.sees("Ben Huber").await;
        shots::shot(&page, "team").await;
    }

    #[on(Sqlite)]
    async fn a_link_that_was_used_says_so(stage: &Stage) {
        let ann = stage.person("Ann Bauer").await;
        let page = ann.tab("/register?for=firm").await;
        page.fill("Your name", &ann.name).await;
        page.fill("Email", &ann.email).await;
        page.fill("Password", &ann.password).await;
        page.follow("Create sign-in").await;
        let link = stage.mailbox.letter(&ann.email, "confirm").await.link("/confirm/");
        page.open(&link).await;
        page.fill("Password", &ann.password).await;
        page.follow("Confirm email").await;
        page.open(&link).await;
        page.heading("This link was used already").await;
        page.open("/confirm/nothing-that-anybody-was-sent").await;
        page.heading("This link does not work").await;
    }
}
