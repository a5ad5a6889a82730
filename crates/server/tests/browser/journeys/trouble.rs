//! A half-typed form survives what goes wrong.

use crate::acts::{self, Connected, Firm};
use crate::stage::journeys;

journeys! {
    #[on(Sqlite)]
    async fn what_was_typed_survives_an_error_and_a_lost_network(stage: &Stage) {
        let (ann, carla) = (stage.person("Ann Bauer").await, stage.person("Carla Weiss").await);
        let firm = Firm::named("Harbour");
        let dashboard = acts::found_firm(stage, &ann, &firm).await;
        let books = acts::found_company(stage, &carla, "Sotto Coffee").await;

        // An error: the dialog comes back with everything in it.
        acts::write_invitation(&books, &carla, "nobody@nowhere", "A long message.").await;
        books.press("Send").await;
        books.until("document.querySelector('dialog[open] [data-errors]') !== null", "no error is shown").await;
        assert_eq!(books.value("Accountant’s branch email").await, "nobody@nowhere");
        assert_eq!(books.value("Message").await, "A long message.");
        books.fill("Accountant’s branch email", &firm.email).await;

        // A lost network: it says so, and the same press works later, once.
        books.offline(true).await;
        books.press("Send").await;
        books.sees("The connection was lost").await;
        assert_eq!(books.value("Message").await, "A long message.");
        books.offline(false).await;
        books.follow("Send").await;
        books.sees(&firm.email).await;
        dashboard.sees("A client is waiting for an answer").await;

        // A closed tab's draft is not another tab's; a reload brings it back.
        acts::make_company_half(&books, "Half a company").await;
        books.reload().await;
        assert_eq!(books.value("Name").await, "Half a company");
        books.sees("What you typed before is back").await;
    }

    #[on(Sqlite)]
    async fn what_was_typed_survives_an_ended_access(stage: &Stage) {
        let Connected { firm, dashboard: page, owner, books, company, .. } = acts::connect(stage).await;
        acts::go_to(&page, &company).await;
        acts::write_entry(&page, "Half an entry", &[("6190", "77", ""), ("1010", "", "77")]).await;
        books.follow("External Access").await;
        books.press(&format!("End access of {}", firm.name)).await;
        books.follow("End access").await;
        let form = page.path().await;
        page.follow("Post").await;
        page.sees_not("posted").await;
        acts::invite(&books, &owner, &firm.email, "Back again.").await;
        page.open("/start").await;
        page.follow(&format!("Go to {}", firm.name)).await;
        acts::accept_from_banner(&page, &company).await;
        page.follow("Dashboard").await;
        acts::go_to(&page, &company).await;
        page.open(&form).await;
        assert_eq!(page.value("What for").await, "Half an entry");
        assert_eq!(page.value("Debit, line 1").await, "77.00");
        page.follow("Post").await;
        page.sees("posted").await;
    }
}
