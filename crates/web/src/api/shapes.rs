//! What many answers have in common: a list's page, a version, a new thing's address.

use crate::Answer;
use crate::extract::etag;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use kernel::Page;
use serde::Serialize;
use utoipa::ToSchema;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listed<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// Send it as `after` to get the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A list's page.
pub fn listed<T: Serialize>(page: Page<T>) -> Answer {
    Ok(Json(Listed { rows: page.rows, next: page.next }).into_response())
}

/// One thing, with its version in `ETag`.
pub fn shown(body: &impl Serialize) -> Answer {
    Ok(([(header::ETAG, etag(body)?)], Json(body)).into_response())
}

/// Something new, with its address in `Location`.
pub fn created(path: &str, body: &impl Serialize) -> Answer {
    Ok((StatusCode::CREATED, [(header::LOCATION, path.to_owned())], Json(body)).into_response())
}
