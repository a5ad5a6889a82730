//! `Go To`: opens a client's books, from a button that also works in a new tab.

use crate::Answer;
use crate::extract::{Form, Path, Person};
use crate::pages::practice::Scope;
use app::clients::visits::{OpenBooks, Place};
use kernel::ConnectionId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    /// The page of the books that was wanted; their overview without one.
    #[serde(default)]
    next: Option<String>,
}

pub(super) async fn send(
    person: Person,
    Path((scope, connection)): Path<(Scope, ConnectionId)>,
    form: Form<Typed>,
) -> Answer {
    let organisation = scope.organisation;
    let came_from = Place::within(organisation, person.asked.from.as_deref().unwrap_or(&scope.base()));
    let open = OpenBooks { organisation, connection, came_from };
    let opened = person.web.app.run(&person.actor, Some(form.key), open).await?;
    let home = format!("/books/{}", opened.books);
    // Only a page of the books that were opened; anything else becomes their overview.
    let wanted = form.input.next.filter(|next| {
        let tail = next.strip_prefix(&home);
        let inside = tail.is_some_and(|tail| tail.is_empty() || tail.starts_with(['/', '?']));
        inside && !next.contains("//") && !next.contains('\\')
    });
    person.go(&wanted.unwrap_or(home))
}
