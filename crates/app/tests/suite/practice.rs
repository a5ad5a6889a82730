//! Laws of the firm.

use app::door::IdempotencyKey;
use app::practice::CreateOrganisation;
use kernel::{CompanyName, Country, Refusal};
use testkit::both_engines;

fn firm() -> CreateOrganisation {
    CreateOrganisation {
        name: CompanyName::parse("Harbour & Pike LLP").unwrap(),
        country: "GB".parse::<Country>().unwrap(),
    }
}

both_engines! {
    async fn nobody_makes_a_firm_without_signing_in(house: House) {
        let refused = house.app.run(&house.nobody(), None, firm()).await.unwrap_err();
        assert_eq!(refused, Refusal::SignedOut);
    }

    async fn the_same_key_makes_one_firm(house: House) {
        let asha = house.person("Asha Raman").await;
        let key = IdempotencyKey::parse("0123456789").unwrap();
        let first = house.app.run(&asha, Some(key.clone()), firm()).await.unwrap();
        let second = house.app.run(&asha, Some(key.clone()), firm()).await.unwrap();
        assert_eq!(first.organisation, second.organisation);
        let mut other = firm();
        other.name = CompanyName::parse("Another LLP").unwrap();
        let refused = house.app.run(&asha, Some(key), other).await.unwrap_err();
        assert_eq!(refused.code(), "idempotency_key_reused");
    }

    async fn a_firm_is_founded_wholly_or_not_at_all(house: House) {
        let asha = house.person("Asha Raman").await;
        house.sabotage(&asha, firm()).await;
    }
}
