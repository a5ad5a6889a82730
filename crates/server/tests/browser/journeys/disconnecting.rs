//! Either side ends a connection: at once, for everybody, told to both.

use super::soon;
use crate::acts::{self, Connected};
use crate::page::Page;
use crate::stage::journeys;
use crate::{axe, shots};

/// Holds a stream as the page's own script does: opened anew whenever the server ends it, which it does also
/// when what the person may hear has changed. Notes when it was ended last.
async fn hold_stream(page: &Page) {
    let hold = "new Promise(done => { window.ended = 0; const open = () => { const held = new EventSource('/live'); \
         held.onopen = () => done(true); const over = () => { window.ended = Date.now(); held.close(); setTimeout(open, 100); }; \
         held.addEventListener('end', over); held.onerror = over; }; open(); })";
    assert!(page.js::<bool>(hold).await);
}

/// When the stream was ended, not before `since`.
async fn stream_ended(page: &Page, since: i64) -> i64 {
    page.until(&format!("window.ended >= {since}"), "the stream goes on").await;
    page.js("window.ended").await
}

journeys! {
    #[on(Sqlite, Postgres, TwoProcesses)]
    async fn a_client_ends_access_and_the_accountant_is_out(stage: &Stage) {
        let Connected { accountant, firm, dashboard: page, owner, books, company } = acts::connect(stage).await;
        acts::go_to(&page, &company).await;
        acts::write_entry(&page, "Never posted", &[("6190", "100", ""), ("1010", "", "100")]).await;
        hold_stream(&page).await;
        books.follow("External Access").await;
        books.press(&format!("End access of {}", firm.name)).await;
        books.heading(&format!("End access of {}?", firm.name)).await;
        shots::shot(&books, "end-access").await;
        axe::check(&books, "end access").await;
        let ended = books.follow("End access").await;
        soon("the accountant's stream ends", ended, stream_ended(&page, ended).await);
        page.follow("Post").await;
        page.sees_not("posted").await;
        shots::shot(&page, "books-closed").await;
        let home = accountant.tab("/start").await;
        home.follow(&format!("Go to {}", firm.name)).await;
        home.sees_not("Go To Sotto Coffee").await;
        stage.mailbox.letter(&firm.email, "ended your access").await;
        stage.mailbox.letter(&owner.email, "disconnected").await;
        acts::invite(&books, &owner, &firm.email, "I changed my mind.").await;
        home.sees("A client is waiting for an answer").await;
        acts::accept_from_banner(&home, &company).await;
        home.follow("Dashboard").await;
        acts::go_to(&home, &company).await;
        home.follow("Transactions").await;
        home.sees_not("Never posted").await;
    }

    #[on(Sqlite, Postgres, TwoProcesses)]
    async fn a_firm_disconnects_a_client_with_a_reason(stage: &Stage) {
        let Connected { firm, accountant, dashboard: page, owner, books, company } = acts::connect(stage).await;
        let inside = accountant.tab(&page.path().await).await;
        acts::go_to(&inside, &company).await;
        hold_stream(&inside).await;
        page.hover(&company).await;
        page.press(&format!("Disconnect {company}")).await;
        page.heading(&format!("Disconnect {company}?")).await;
        shots::shot(&page, "disconnect").await;
        page.press("Continue").await;
        page.heading(&format!("Why disconnect {company}?")).await;
        shots::shot(&page, "disconnect-reason").await;
        page.js::<bool>("document.querySelector('dialog[open] input[type=radio]').click(), true").await;
        let ended = page.follow("Disconnect").await;
        soon("the open books' stream ends", ended, stream_ended(&inside, ended).await);
        inside.follow("Transactions").await;
        inside.sees_not("You are in the books of").await;
        stage.mailbox.letter(&owner.email, "no longer keeps your books").await;
        stage.mailbox.letter(&accountant.email, "disconnected").await;
        books.follow("External Access").await;
        books.sees("Only you can open these books").await;
        acts::invite(&books, &owner, &firm.email, "Once more?").await;
        page.follow("Dashboard").await;
        page.sees("A client is waiting for an answer").await;
    }
}
