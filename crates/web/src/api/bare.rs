//! Operations that take no body take none: a field sent along is refused as any unknown field is, so that nobody
//! believes it was heard.

use crate::api::parameters::operations;
use crate::extract::{BODY_LIMIT, known_only};
use crate::refuse::{Refused, Turned};
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::openapi::{OpenApi, PathItem};

/// The methods that describe no body, by template of the address.
pub(super) type Bare = Arc<HashMap<String, Vec<&'static str>>>;

/// Reads them out of the description.
pub(super) fn bare(document: &OpenApi) -> Bare {
    let without_body = |item: &PathItem| {
        let sends = operations(item).filter(|(method, _)| *method != "GET");
        sends.filter(|(_, operation)| operation.request_body.is_none()).map(|(method, _)| method).collect()
    };
    let paths = document.paths.paths.iter();
    Arc::new(paths.map(|(path, item)| (path.clone(), without_body(item))).collect())
}

/// Lets nothing through but an empty body or an empty object where none is described.
pub(super) async fn refuse_body(State(bare): State<Bare>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    let methods = path.and_then(|path| bare.get(path.as_str()));
    let is_bare = methods.is_some_and(|methods| methods.contains(&request.method().as_str()));
    if !is_bare {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return Refused::Turned(Turned::TooLarge).into_response();
    };
    match fields(&bytes) {
        Ok(()) => next.run(Request::from_parts(parts, Body::empty())).await,
        Err(refused) => refused.into_response(),
    }
}

fn fields(body: &[u8]) -> Result<(), Refused> {
    if body.is_empty() {
        return Ok(());
    }
    let value = serde_json::from_slice(body).map_err(|_| Turned::Malformed)?;
    let serde_json::Value::Object(fields) = value else { return Err(Turned::Malformed.into()) };
    Ok(known_only(fields.into_iter().map(|(name, _)| name).collect())?)
}
