//! A person's name and where she belongs.

use super::{rows_with, user};
use app::Tenant;
use app::identity::{MyPlaces, RenamePerson};
use app::practice::CreateOrganisation;
use kernel::{CompanyName, Country, PersonName, Refusal};
use testkit::both_engines;

fn firm(name: &str) -> CreateOrganisation {
    CreateOrganisation { name: CompanyName::parse(name).unwrap(), country: "GB".parse::<Country>().unwrap() }
}

fn rename(name: &str) -> RenamePerson {
    RenamePerson { name: PersonName::parse(name).unwrap() }
}

both_engines! {
    async fn the_chooser_shows_her_own_places_by_name(house: House) {
        let (asha, ben) = (house.person("Asha Raman").await, house.person("Ben Okri").await);
        assert!(house.app.read(&asha, MyPlaces).await.unwrap().is_empty());
        let pike = house.app.run(&asha, None, firm("pike LLP")).await.unwrap().organisation;
        house.app.run(&asha, None, firm("Harbour LLP")).await.unwrap();
        house.app.run(&ben, None, firm("Okri & Co")).await.unwrap();
        let places = house.app.read(&asha, MyPlaces).await.unwrap();
        let names: Vec<_> = places.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(names, ["Harbour LLP", "pike LLP"]);
        assert_eq!(places[1].tenant, Tenant::Organisation(pike));
        assert_eq!(house.app.read(&house.nobody(), MyPlaces).await.unwrap_err(), Refusal::SignedOut);
    }

    async fn a_new_name_reaches_every_copy_and_every_log(house: House) {
        let asha = house.person("Asha Raman").await;
        house.app.run(&asha, None, firm("Harbour LLP")).await.unwrap();
        house.app.run(&asha, None, firm("Pike LLP")).await.unwrap();
        house.app.run(&asha, None, rename("Asha Menon")).await.unwrap();
        assert_eq!(rows_with(&house, "member", "Asha Menon").await, 2);
        assert_eq!(rows_with(&house, "member", "Asha Raman").await, 0);
        assert_eq!(rows_with(&house, "audit_text", "former_name").await, 3);
        let again = house.sign_in(user(&asha)).await.unwrap();
        assert_eq!(again.name(), "Asha Menon");
        let before = house.app.db().fingerprint().await.unwrap();
        house.app.run(&again, None, rename("Asha Menon")).await.unwrap();
        let after = house.app.db().fingerprint().await.unwrap();
        assert_eq!(before["audit_leaf"], after["audit_leaf"], "the same name is no change");
    }

    async fn a_new_name_is_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        house.app.run(&asha, None, firm("Harbour LLP")).await.unwrap();
        let wish: RenamePerson = rename("Asha Menon");
        house.sabotage(&asha, wish).await;
    }
}
