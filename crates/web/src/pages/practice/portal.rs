//! `/portal`: to the one firm, or to the list of what there is to open.

use super::Scope;
use crate::Answer;
use crate::extract::Person;
use app::Tenant;
use app::identity::MyPlaces;

pub(super) async fn show(person: Person) -> Answer {
    let places = person.web.app.read(&person.actor, MyPlaces).await?;
    let mut firms = places.into_iter().filter_map(|place| match place.tenant {
        Tenant::Organisation(organisation) => Some(organisation),
        Tenant::Books(_) | Tenant::Person(_) | Tenant::Operator => None,
    });
    match (firms.next(), firms.next()) {
        (Some(only), None) => person.go(&Scope::firm(only).base()),
        _ => person.go("/start"),
    }
}
