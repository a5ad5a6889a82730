//! Laws of sign-up and sign-in.

use app::Who;
use testkit::both_engines;

both_engines! {
    async fn a_confirmed_person_signs_in_under_her_own_name(house: House) {
        let asha = house.person("Asha Raman").await;
        let Who::Person(person) = &asha.who else { panic!("signed in") };
        assert_eq!((person.name.as_str(), person.confirmed), ("Asha Raman", true));
    }
}
