//! A refusal for people: a page that says what to do next.

use super::{Turned, is_live};
use crate::asked::Asked;
use crate::extract::Next;
use crate::views::failure::{Again, Failure, FailureKind, NoVisit};
use crate::views::house;
use crate::views::parts::{Form, Person};
use crate::views::shell::PublicShell;
use crate::{Refused, Web, answer};
use app::clients::visits::WaysIn;
use app::{Actor, Who};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use kernel::{BooksId, Refusal};

/// The answer to a person.
pub(super) async fn answer(web: &Web, asked: &Asked, refused: &Refused) -> Response {
    if is_live(asked) {
        return refused.status().into_response();
    }
    match refused {
        // A script learns it from the status and loads the page itself, which leads to the sign-in.
        Refused::By(Refusal::SignedOut) if asked.fragment.is_some() => refused.status().into_response(),
        Refused::By(Refusal::SignedOut) => lead(asked, "/sign-in"),
        Refused::By(Refusal::Reauthenticate) => lead(asked, "/prove"),
        _ => {
            let html = match refused {
                Refused::By(Refusal::NoVisit) => no_visit(web, asked, refused).await,
                _ => whole(web, asked, refused),
            };
            html.map_or_else(
                |error| {
                    tracing::error!(%error, "an error page could not be drawn");
                    StatusCode::INTERNAL_SERVER_ERROR.into_response()
                },
                |html| (refused.status(), Html(html)).into_response(),
            )
        }
    }
}

/// Leads to a page that asks for something and comes back.
fn lead(asked: &Asked, to: &str) -> Response {
    let url = Next::parse(asked.way_back()).map_or_else(|| to.to_owned(), |next| next.after(to));
    answer::lead(asked.fragment, &url)
}

fn whole(web: &Web, asked: &Asked, refused: &Refused) -> askama::Result<String> {
    let kind = match refused {
        Refused::By(Refusal::Forbidden { .. }) => FailureKind::Forbidden,
        Refused::By(Refusal::NotFound) => FailureKind::NotFound,
        Refused::By(Refusal::TooMany { .. }) => FailureKind::TooMany,
        Refused::By(Refusal::Fault(_)) if refused.status() == StatusCode::INTERNAL_SERVER_ERROR => {
            FailureKind::Fault
        }
        Refused::By(Refusal::Fault(_)) | Refused::Turned(Turned::TooSlow) => FailureKind::Busy,
        Refused::By(_) | Refused::Turned(_) => return other(web, asked, refused).render(),
    };
    let says_more = !matches!(kind, FailureKind::NotFound | FailureKind::Fault);
    let page = Failure {
        shell: shell(web, asked, "Not done"),
        kind,
        detail: says_more.then(|| refused.words()),
        incident: refused.status().is_server_error().then(|| asked.id.to_string()),
        back: back(asked),
        again: (kind == FailureKind::Busy).then(|| again(asked)).flatten(),
    };
    page.render()
}

/// What was sent, when all of it may be kept.
fn again(asked: &Asked) -> Option<Again> {
    let key = asked.key_of_whole()?;
    let form = Form::new("again", key);
    Some(Again { form, url: asked.target.clone(), kept: asked.typed().to_vec() })
}

fn other(web: &Web, asked: &Asked, refused: &Refused) -> house::Refused {
    let title = match refused {
        Refused::By(Refusal::Conflict { .. }) => "Somebody was first",
        Refused::By(Refusal::Invalid(_)) => "This was not saved yet",
        _ => "That was not done",
    };
    let problems = match refused {
        Refused::By(Refusal::Invalid(problems)) => {
            problems.iter().map(|one| format!("{}: {}", one.field, one.message)).collect()
        }
        _ => Vec::new(),
    };
    house::Refused {
        shell: shell(web, asked, title),
        status: refused.status().as_u16(),
        title: title.to_owned(),
        words: refused.words(),
        problems,
        back: back(asked),
    }
}

/// The books are closed: one button opens them and comes back, with what was typed.
async fn no_visit(web: &Web, asked: &Asked, refused: &Refused) -> askama::Result<String> {
    let books = asked.target.split(['/', '?']).nth(2).and_then(|text| text.parse::<BooksId>().ok());
    let (Some(books), Some(who)) = (books, asked.who()) else {
        return other(web, asked, refused).render();
    };
    let actor = Actor { who: who.clone(), request: asked.id };
    // The way in may have closed since: then there is nothing to offer.
    let Ok(way) = web.app.read(&actor, WaysIn { books }).await else {
        return other(web, asked, refused).render();
    };
    let Some((organisation, _, connection)) = way.ways.first() else {
        return other(web, asked, refused).render();
    };
    let page = NoVisit {
        shell: shell(web, asked, "The books are closed"),
        company: way.company,
        reason: "A visit ends after an hour without activity, and with the sign-in.".to_owned(),
        form: Form::new("open-books", &web.secret()),
        action: format!("/portal/{organisation}/clients/{connection}/go-to"),
        next: asked.way_back().to_owned(),
        kept: asked.typed().to_vec(),
        back: format!("/portal/{organisation}"),
    };
    page.render()
}

/// The page before, which is never the address that was refused.
fn back(asked: &Asked) -> String {
    let from = asked.from.as_deref().filter(|from| *from != asked.target);
    from.and_then(Next::parse).map_or_else(|| "/".to_owned(), Next::into_path)
}

fn shell(web: &Web, asked: &Asked, title: &str) -> PublicShell {
    let person = match asked.who() {
        Some(Who::Person(person)) => Some(Person {
            name: person.name.clone(),
            initials: kernel::initials(&person.name),
            detail: String::new(),
        }),
        _ => None,
    };
    PublicShell { title: title.to_owned(), person, sign_out_key: web.secret(), toasts: Vec::new() }
}
