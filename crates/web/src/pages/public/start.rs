//! What there is to open: my firms and my companies.

use super::sign_in::START;
use crate::extract::{Person, Visitor};
use crate::views::identity::Begin;
use crate::views::parts::Mark;
use crate::views::start::{Door, Start};
use crate::{Answer, answer};
use app::Tenant;
use app::identity::{MyPlaces, Place};
use kernel::Id as _;

pub(super) async fn root(visitor: Visitor) -> Answer {
    visitor.go(if visitor.signed_in().is_some() { START } else { "/begin" })
}

pub(super) async fn begin(visitor: Visitor) -> Answer {
    answer::page(&Begin { shell: visitor.public_shell("Countinghouse") })
}

pub(super) async fn show(person: Person) -> Answer {
    let places = person.web.app.read(&person.actor, MyPlaces).await?;
    let doors = |is_firm: bool| {
        places.iter().filter(move |place| matches!(place.tenant, Tenant::Organisation(_)) == is_firm)
    };
    answer::page(&Start {
        shell: person.public_shell("My firms and companies"),
        firms: doors(true).filter_map(door).collect(),
        companies: doors(false).filter_map(door).collect(),
        waiting: Vec::new(),
    })
}

fn door(place: &Place) -> Option<Door> {
    let (url, cloth) = match place.tenant {
        Tenant::Organisation(organisation) => (format!("/portal/{organisation}"), 1),
        Tenant::Books(books) => (format!("/books/{books}"), kernel::cloth(&books.bytes())),
        Tenant::Person(_) | Tenant::Operator => return None,
    };
    let mark = Mark { name: place.name.clone(), initials: kernel::company_initials(&place.name), cloth };
    Some(Door { mark, detail: label(&place.role), url })
}

/// A stored role in words: `super_admin` reads "Super Admin".
fn label(role: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    role.split('_').filter_map(capital).collect::<Vec<_>>().join(" ")
}
