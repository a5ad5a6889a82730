//! What a delegate looks at is written down, once for five minutes.

use app::access::{Preset, Via};
use app::audit::{ViewedPage, write_views};
use testkit::both_engines;

both_engines! {
    async fn looked_at_pages_become_one_leaf_for_a_stay_and_five_minutes(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, Preset::ReadOnly).await;
        let via = Via {
            connection: guest.connection,
            organisation: guest.organisation,
            branch: guest.branch,
            visit: Some(guest.visit),
        };
        let look = |page| house.app.views().saw(&guest.actor, company.books, &via, page, house.app.now());
        look(ViewedPage::Journal);
        look(ViewedPage::Chart);
        look(ViewedPage::Journal);
        write_views(&house.app).await;
        look(ViewedPage::Chart);
        write_views(&house.app).await;
        let viewed = async || house.acts(company.books).await.iter().filter(|act| *act == "books.viewed").count();
        assert_eq!(viewed().await, 1);
        house.clock.pass_seconds(301);
        look(ViewedPage::Chart);
        write_views(&house.app).await;
        assert_eq!(viewed().await, 2);
        assert_eq!(app::audit::copy_waiting(&house.app).await.unwrap(), 2);
    }
}
