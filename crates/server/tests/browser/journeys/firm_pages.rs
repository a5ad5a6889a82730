//! Every page of a firm, empty and at work.

use super::pages::missing;
use crate::acts::{self, Connected, Firm};
use crate::crawl::walk;
use crate::stage::journeys;

journeys! {
    #[on(Sqlite)]
    async fn pages_of_an_empty_firm(stage: &Stage) {
        let ann = stage.person("Ann Bauer").await;
        let page = acts::found_firm(stage, &ann, &Firm::named("Harbour")).await;
        let home = page.path().await;
        walk(&ann, "empty", &[&home, &format!("{home}/settings")], "/portal").await;
        walk(&ann, "empty", &["/start", "/profile", "/profile/activity", "/companies/new", "/organisations/new"], "/start").await;
    }

    #[on(Sqlite)]
    async fn pages_of_a_firm_at_work(stage: &Stage) {
        let Connected { accountant, firm, dashboard, owner, books, company } = acts::connect(stage).await;
        let ben = stage.person("Ben Huber").await;
        // She sees every client and may open none before she sets up access.
        let hers = acts::add_colleague(stage, &dashboard, &firm, &ben, "Owner").await;
        let clients = format!("{}/clients", hers.path().await);
        hers.close().await;
        dashboard.follow("Dashboard").await;
        dashboard.press("Invite Team Member").await;
        dashboard.fill("Who", "dora@people.example").await;
        dashboard.fill("Name", "Dora Lang").await;
        dashboard.press("Member").await;
        dashboard.follow("Send").await;
        dashboard.follow("Dashboard").await;
        acts::go_to(&dashboard, &company).await;
        dashboard.follow("Back to Accountant").await;
        books.open("/companies/new").await;
        acts::make_company(&books, "Wye Glamping").await;
        acts::invite(&books, &owner, &firm.email, "And this one too.").await;
        let mut seen = walk(&accountant, "full", &[&dashboard.path().await], "/portal").await;
        seen.extend(walk(&ben, "unassigned", &[&clients], &clients).await);
        assert_eq!(missing(&seen, "/portal/"), Vec::<String>::new());
    }
}
