//! One id and one log line per request.

use crate::asked::Asked;
use crate::{Web, flash};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use tracing::Instrument as _;

/// Gives the request its id and writes one line when it is answered: the template of its address, never the
/// address itself, which may hold a secret.
pub async fn observe(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let began = web.app.now();
    let id = web.app.request_id();
    let method = request.method().clone();
    let asked = Arc::new(Asked::new(id, &method, request.uri(), request.headers()));
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(asked.clone());

    let span = tracing::info_span!("request", %id);
    let mut response = next.run(request).instrument(span.clone()).await;

    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    if asked.flash_shown() && response.status().is_success() {
        response.headers_mut().append(header::SET_COOKIE, flash::gone(&web.settings));
    }
    let micros = web.app.now().micros() - began.micros();
    let status = response.status().as_u16();
    tracing::info!(parent: &span, %method, route, status, micros, "answered");
    response
}
