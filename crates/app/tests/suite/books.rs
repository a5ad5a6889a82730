//! Laws of a company's books.

use app::books::CreateBooks;
use kernel::{CompanyName, Country, Currency, FiscalYearEnd, Refusal};
use testkit::both_engines;

fn company(name: &str) -> CreateBooks {
    let country: Country = "GB".parse().unwrap();
    CreateBooks {
        name: CompanyName::parse(name).unwrap(),
        legal_name: None,
        country,
        currency: Currency::GBP,
        fiscal_year_end: FiscalYearEnd::DECEMBER,
        time_zone: country.time_zone(),
    }
}

both_engines! {
    async fn only_a_confirmed_person_founds_books(house: House) {
        let refused = house.app.run(&house.nobody(), None, company("Kestrel Ltd")).await.unwrap_err();
        assert_eq!(refused, Refusal::SignedOut);
        let asha = house.person("Asha Raman").await;
        house.app.run(&asha, None, company("Kestrel Ltd")).await.unwrap();
    }
}
