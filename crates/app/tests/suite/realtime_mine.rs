//! What a person's stream watches.

use app::Tenant;
use app::practice::CreateOrganisation;
use app::realtime::MyTenants;
use kernel::{CompanyName, Country};
use testkit::both_engines;

both_engines! {
    async fn a_stream_watches_the_person_and_where_she_belongs_and_nothing_else(house: House) {
        let (asha, ben) = (house.person("Asha Raman").await, house.person("Ben Okri").await);
        let firm = CreateOrganisation {
            name: CompanyName::parse("Harbour and Pike").unwrap(),
            country: Country::from_code("GB").unwrap(),
        };
        let made = house.app.run(&asha, None, firm).await.unwrap();
        let hers = house.app.read(&asha, MyTenants).await.unwrap();
        let own = Tenant::Person(asha.user().unwrap());
        assert_eq!(hers, [own, Tenant::Organisation(made.organisation)].into());
        let his = house.app.read(&ben, MyTenants).await.unwrap();
        assert_eq!(his, [Tenant::Person(ben.user().unwrap())].into());
        assert_eq!(house.app.read(&house.nobody(), MyTenants).await.unwrap_err().code(), "signed_out");
    }
}
