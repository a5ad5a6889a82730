//! The accountant in her client's books.

use super::soon;
use crate::acts::{self, Connected};
use crate::page::Page;
use crate::stage::journeys;
use crate::{axe, shots};

const BANK: &str = "1010";
const RENT: &str = "6190";

/// The totals of the trial balance.
async fn totals(page: &Page) -> (String, String) {
    page.follow("Trial balance").await;
    page.heading("Trial balance").await;
    (page.text("tfoot td.num").await, page.text("tfoot td.num:last-child").await)
}

journeys! {
    #[on(Sqlite, Postgres)]
    async fn an_accountant_works_in_a_clients_books_as_herself(stage: &Stage) {
        let Connected { dashboard: page, books, company, firm, .. } = acts::connect(stage).await;
        shots::shot(&page, "dashboard").await;
        let home = page.path().await;
        acts::go_to(&page, &company).await;
        page.sees(&format!("for {}", firm.name)).await;
        let first = page.text("#side button, #side a").await;
        assert!(first.starts_with("Back to Accountant"), "{first}");
        shots::shot(&page, "books-as-accountant").await;
        axe::check(&page, "books as accountant").await;

        acts::write_entry(&page, "Rent of October", &[(RENT, "1200", ""), (BANK, "", "1000")]).await;
        page.sees("Out by 200.00").await;
        page.follow("Post").await;
        page.sees("Out by 200.00").await;
        assert_eq!(page.value("What for").await, "Rent of October");
        assert_eq!(page.value("Debit, line 1").await, "1,200.00");
        assert!(page.value("Account, line 2").await.starts_with(BANK));
        shots::shot(&page, "entry-out-of-balance").await;
        page.fill("Credit, line 2", "1200").await;
        page.follow("Post").await;
        page.sees("posted").await;
        page.follow("Transactions").await;
        page.sees("Rent of October").await;
        page.sees("1,200.00").await;
        shots::shot(&page, "transactions").await;
        let (debit, credit) = totals(&page).await;
        assert_eq!((debit.as_str(), credit.as_str()), ("1,200.00", "1,200.00"));
        shots::shot(&page, "trial-balance").await;

        books.follow("Audit Log").await;
        books.sees("Ann Bauer").await;
        books.sees(&firm.name).await;
        shots::shot(&books, "audit-log").await;
        axe::check(&books, "audit log").await;

        page.follow("Back to Accountant").await;
        page.heading(&firm.branch).await;
        assert_eq!(page.path().await, home);
    }

    #[on(Sqlite)]
    async fn the_client_reads_live_what_the_accountant_does(stage: &Stage) {
        let Connected { dashboard, books, company, .. } = acts::connect(stage).await;
        books.follow("External Access").await;
        acts::go_to(&dashboard, &company).await;
        books.sees("In your books now").await;
        acts::write_entry(&dashboard, "Rent of October", &[(RENT, "1200", ""), (BANK, "", "1200")]).await;
        books.watch("#activity", "Rent of October").await;
        let posted = dashboard.follow("Post").await;
        soon("an entry in the client's list", posted, books.watched("the entry").await);
    }

    #[on(Sqlite)]
    async fn an_entry_is_posted_by_keyboard_alone(stage: &Stage) {
        let Connected { dashboard: page, company, .. } = acts::connect(stage).await;
        acts::go_to(&page, &company).await;
        page.follow("Transactions").await;
        page.mark().await;
        page.keys("n").await;
        page.arrived("the key n").await;
        page.heading("New entry").await;
        page.js::<bool>("document.querySelector('[name=description]').focus(), true").await;
        page.type_text("Rent by keyboard").await;
        page.keys("Tab").await;
        page.type_text(RENT).await;
        page.keys("Enter Enter").await;
        page.type_text("1200").await;
        page.keys("Enter Enter").await;
        page.type_text(BANK).await;
        page.keys("Enter Enter Enter").await;
        page.keys("b").await;
        page.sees("In balance").await;
        page.mark().await;
        page.keys("Ctrl+Enter").await;
        page.arrived("Ctrl Enter").await;
        page.follow("Transactions").await;
        page.sees("Rent by keyboard").await;
    }

    #[on(Sqlite, Postgres)]
    async fn two_clients_in_two_tabs_do_not_mix(stage: &Stage) {
        let Connected { accountant, firm, dashboard: first, owner, books, company } = acts::connect(stage).await;
        books.open("/companies/new").await;
        acts::make_company(&books, "Wye Glamping").await;
        acts::invite(&books, &owner, &firm.email, "And this one too.").await;
        first.sees("A client is waiting for an answer").await;
        acts::accept_from_banner(&first, "Wye Glamping").await;
        first.follow("Dashboard").await;
        let second = accountant.tab(&first.path().await).await;
        acts::go_to(&first, &company).await;
        acts::go_to(&second, "Wye Glamping").await;
        acts::write_entry(&first, "Coffee rent", &[(RENT, "100", ""), (BANK, "", "100")]).await;
        acts::write_entry(&second, "Glamping rent", &[(RENT, "200", ""), (BANK, "", "200")]).await;
        first.follow("Post").await;
        second.follow("Post").await;
        for (page, own, other) in [(&first, "Coffee rent", "Glamping rent"), (&second, "Glamping rent", "Coffee rent")] {
            page.follow("Transactions").await;
            page.sees(own).await;
            page.sees_not(other).await;
        }
        assert_eq!(totals(&first).await.0, "100.00");
        assert_eq!(totals(&second).await.0, "200.00");
        first.follow("Back to Accountant").await;
        second.sees("You are in the books of Wye Glamping").await;
        second.follow("Transactions").await;
        second.sees("Glamping rent").await;
    }
}
