//! The API for programs: `/api/v1`, described at `/api/openapi.json`.
//!
//! Owns: what programs send and get. Promises: every act of a page has its twin here; who asks is told by a
//! bearer token alone; what changes something carries `Idempotency-Key`. Never: reads a cookie, or answers with
//! a page.

mod bare;
mod document;
mod parameters;
mod shapes;
mod v1;

pub use shapes::{Listed, created, listed, shown};

use crate::{Kind, Route, Web};
use axum::Router;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse as _;
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::SecurityRequirement;

/// The extension under which an operation names its command.
const COMMAND: &str = "x-command";

/// The router and its description.
pub(crate) fn split() -> (Router<Web>, OpenApi) {
    let (router, document) = document::described(v1::routes()).split_for_parts();
    let bare = bare::bare(&document);
    let named = parameters::Named::of(&document);
    let router = router
        .layer(from_fn_with_state(bare, bare::refuse_body))
        .route_layer(from_fn_with_state(named, parameters::known_only));
    (router, document)
}

/// `GET /api/openapi.json`.
pub(crate) fn document_route(document: OpenApi) -> Router<Web> {
    // A value built from types alone always has a JSON form.
    let text = document.to_pretty_json().unwrap_or_default();
    let answer = move || async move { ([(header::CONTENT_TYPE, "application/json")], text).into_response() };
    Router::new().route("/api/openapi.json", get(answer))
}

/// The API's routes as data, read from its own description: what is not described is not served.
pub(crate) fn list() -> Vec<Route> {
    let (_, document) = split();
    let mut list: Vec<Route> = document
        .paths
        .paths
        .iter()
        .flat_map(|(path, item)| {
            parameters::operations(item).map(move |(method, operation)| route(path, method, operation))
        })
        .collect();
    list.push(Route {
        kind: Kind::Public,
        path: "/api/openapi.json".to_owned(),
        method: "GET".to_owned(),
        name: "api::document".to_owned(),
        command: None,
    });
    list
}

fn route(path: &str, method: &str, operation: &Operation) -> Route {
    let command = operation.extensions.as_ref().and_then(|extensions| extensions.get(COMMAND));
    // An operation that asks for nothing says so by an empty requirement.
    let nothing = SecurityRequirement::default();
    let is_open = operation.security.as_ref().is_some_and(|all| all.iter().all(|one| *one == nothing));
    Route {
        kind: if is_open { Kind::Public } else { Kind::Api },
        path: path.to_owned(),
        method: method.to_owned(),
        name: format!("api::{}", operation.operation_id.as_deref().unwrap_or_default()),
        command: command.and_then(|name| name.as_str()).map(ToOwned::to_owned),
    }
}
