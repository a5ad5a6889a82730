//! What may stand after the question mark of an address, taken from the description itself.
//!
//! A program that misspells a filter would otherwise get everything and believe that it is all that matches.

use crate::Refused;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use kernel::Refusal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{OpenApi, PathItem, RefOr};

/// The parameters that each operation names, by template of the address and method.
#[derive(Debug, Clone, Default)]
pub(super) struct Named(Arc<HashMap<String, BTreeMap<&'static str, BTreeSet<String>>>>);

impl Named {
    /// All that a description names.
    pub(super) fn of(document: &OpenApi) -> Self {
        let mut named = HashMap::new();
        for (path, item) in &document.paths.paths {
            let methods = operations(item).map(|(method, operation)| (method, queries(operation)));
            named.insert(path.clone(), methods.collect());
        }
        Self(Arc::new(named))
    }
}

/// The operations of one address with their methods.
pub(super) fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    let all = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

fn queries(operation: &Operation) -> BTreeSet<String> {
    let all = operation.parameters.iter().flatten();
    let described = all.filter_map(|one| match one {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    });
    described.filter(|one| one.parameter_in == ParameterIn::Query).map(|one| one.name.clone()).collect()
}

/// Refuses a parameter that the operation does not name, or that stands twice.
pub(super) async fn known_only(State(named): State<Named>, request: Request, next: Next) -> Response {
    match problem(&named, &request) {
        Some(refusal) => Refused::from(refusal).into_response(),
        None => next.run(request).await,
    }
}

fn problem(named: &Named, request: &Request) -> Option<Refusal> {
    let query = request.uri().query().filter(|query| !query.is_empty())?;
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    // HEAD is answered by the handler of GET.
    let method = if request.method() == axum::http::Method::HEAD { "GET" } else { request.method().as_str() };
    let known = named.0.get(path)?.get(method)?;
    let mut seen = BTreeSet::new();
    for (name, _) in form_urlencoded::parse(query.as_bytes()) {
        if !known.contains(name.as_ref()) {
            let words = "This address takes no parameter of that name.";
            return Some(Refusal::field(name.as_ref(), "unknown_field", words));
        }
        if !seen.insert(name.clone()) {
            return Some(Refusal::field(name.as_ref(), "repeated", "Give this parameter once."));
        }
    }
    None
}
