//! The skins: pages for people, an API for programs, one stream for both.
//!
//! Owns: the router, what a request is read by, how a refusal becomes an answer, the layers every answer passes.
//! Promises: a handler parses, runs, answers; every route is also data ([`routes`]); every answer carries the
//! content policy and a request id. Never: SQL, transactions, rules.

pub mod answer;
pub mod api;
mod asked;
mod assets;
pub mod extract;
pub mod flash;
mod layers;
mod live;
pub mod pages;
pub mod refuse;
mod returned;
mod routes;
mod state;
pub mod views;
pub mod when;
pub mod wording;

pub use asked::{Asked, Fragment};
pub use refuse::Refused;
pub use routes::{Kind, Route, Routes};
pub use state::{Settings, Web};

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;

/// What a handler answers with.
pub type Answer = Result<axum::response::Response, Refused>;

/// The whole site.
pub fn router(web: Web) -> Router {
    router_with(web, Routes::pages())
}

/// The whole site with further pages; the tests' way in.
pub fn router_with(web: Web, further: Routes) -> Router {
    let (api, document) = api::split();
    let swift = pages::routes().join(further).into_router().merge(assets::routes().into_router());
    let site = swift
        .layer(from_fn(layers::time_out))
        .merge(live::routes().into_router())
        .layer(layers::same_site(&web.settings));
    let api = api.merge(api::document_route(document)).layer(from_fn(layers::time_out));
    site.merge(api)
        .fallback(refuse::nothing_here)
        .method_not_allowed_fallback(refuse::wrong_method)
        .layer(CatchPanicLayer::custom(layers::Caught))
        .layer(from_fn_with_state(web.clone(), refuse::render))
        .layer(layers::compress())
        .layer(from_fn_with_state(web.clone(), layers::guard))
        .layer(from_fn_with_state(web.clone(), layers::observe))
        .with_state(web)
}

/// Every route as data, pages first, sorted: what the goldens list and the access matrix walks.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut all = pages::routes().into_list();
    all.extend(assets::routes().into_list());
    all.extend(live::routes().into_list());
    all.extend(api::list());
    all.sort();
    all
}
