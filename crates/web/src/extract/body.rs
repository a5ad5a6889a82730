//! The body of a request, whole, of the kind and size that is expected.

use crate::Refused;
use crate::refuse::Turned;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::header;
use http_body_util::LengthLimitError;
use kernel::{FieldProblem, Refusal};

/// The most bytes a form or a JSON body may have.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Reads the body, when its media type is `kind`.
pub(super) async fn read(request: Request, kind: &str) -> Result<Bytes, Refused> {
    let named = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = named.and_then(|text| text.split(';').next()).map(str::trim).unwrap_or_default();
    if !essence.eq_ignore_ascii_case(kind) {
        return Err(Turned::WrongMediaType.into());
    }
    axum::body::to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|error| {
        let too_large = std::error::Error::source(&error).is_some_and(|cause| cause.is::<LengthLimitError>());
        if too_large { Turned::TooLarge.into() } else { Turned::Malformed.into() }
    })
}

/// What serde could not take, as a problem of one field. Serde names a missing and a doubled field only in words.
pub(super) fn unreadable(path: &str, error: &str) -> Refusal {
    let named = |beginning: &str| error.strip_prefix(beginning).and_then(|rest| rest.split('`').next());
    let inside = |name: &str| if path == "." { name.to_owned() } else { format!("{path}.{name}") };
    if let Some(name) = named("missing field `") {
        Refusal::field(inside(name), "required", "Fill this in.")
    } else if let Some(name) = named("duplicate field `") {
        Refusal::field(inside(name), "repeated", "Send this field once.")
    } else {
        let place = if path == "." { "" } else { path };
        Refusal::field(place, "malformed", "This value is of another kind than expected.")
    }
}

/// Fields that nobody asked for: refused, so that nothing slips in beside what was typed.
pub(crate) fn known_only(ignored: Vec<String>) -> Result<(), Refusal> {
    if ignored.is_empty() {
        return Ok(());
    }
    let problem = |field| FieldProblem {
        field,
        code: "unknown_field".to_owned(),
        message: "This field is not known here.".to_owned(),
    };
    Err(Refusal::Invalid(ignored.into_iter().map(problem).collect()))
}
