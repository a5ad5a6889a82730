//! Laws of a company's settings.

use app::books::BooksShellFacts;
use app::books::settings::{CompanySettings, UpdateCompany};
use kernel::{CompanyName, FiscalYearEnd, TimeZoneName};
use testkit::both_engines;

both_engines! {
    async fn a_new_name_reaches_the_frame_and_the_chooser(house: House) {
        let asha = house.person("Asha Raman").await;
        let kestrel = house.company(&asha, "Kestrel Ltd").await;
        let heron = house.company(&asha, "Heron Ltd").await;
        let before = house.app.read(&asha, CompanySettings { books: kestrel.books }).await.unwrap();
        let update = UpdateCompany {
            books: kestrel.books,
            expected: Some(before.revision),
            name: CompanyName::parse("Kestrel & Daughters").unwrap(),
            legal_name: CompanyName::parse("Kestrel Holdings Ltd").ok(),
            country: "GB".parse().unwrap(),
            time_zone: TimeZoneName::utc(),
            fiscal_year_end: FiscalYearEnd::parse("03-31").unwrap(),
        };
        house.app.run(&asha, None, update.clone()).await.unwrap();
        let after = house.app.read(&asha, CompanySettings { books: kestrel.books }).await.unwrap();
        assert_eq!(after.name, "Kestrel & Daughters");
        assert_eq!(after.legal_name.as_deref(), Some("Kestrel Holdings Ltd"));
        assert_eq!(after.fiscal_year_end.to_string(), "03-31");
        let frame = house.app.read(&asha, BooksShellFacts { books: heron.books }).await.unwrap();
        assert_eq!(frame.companies[0].name, "Kestrel & Daughters");
        let stale = UpdateCompany { legal_name: None, ..update };
        assert_eq!(house.app.run(&asha, None, stale).await.unwrap_err().code(), "stale_revision");
    }
}
