//! Operations that take no body take none: a field sent along is refused as any unknown field is, so that nobody
//! believes it was heard.

use crate::extract::{BODY_LIMIT, known_only};
use crate::refuse::{Refused, Turned};
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::collections::HashSet;
use std::sync::Arc;
use utoipa::openapi::OpenApi;

/// The operations that describe no body, by method and address.
pub(super) type Bare = Arc<HashSet<(Method, String)>>;

/// Reads them out of the description.
pub(super) fn bare(document: &OpenApi) -> Bare {
    let mut found = HashSet::new();
    for (path, item) in &document.paths.paths {
        let operations = [
            (Method::POST, &item.post),
            (Method::PUT, &item.put),
            (Method::PATCH, &item.patch),
            (Method::DELETE, &item.delete),
        ];
        for (method, operation) in operations {
            if operation.as_ref().is_some_and(|operation| operation.request_body.is_none()) {
                found.insert((method, path.clone()));
            }
        }
    }
    Arc::new(found)
}

/// Lets nothing through but an empty body or an empty object where none is described.
pub(super) async fn refuse_body(State(bare): State<Bare>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let is_bare = path.is_some_and(|path| bare.contains(&(request.method().clone(), path)));
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
