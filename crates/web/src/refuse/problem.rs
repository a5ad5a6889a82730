//! A refusal for programs: RFC 9457.

use crate::Refused;
use crate::asked::Asked;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

/// The media type of a problem.
pub const PROBLEM: &str = "application/problem+json";

/// Why a request was refused. `code` never changes; the words may.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable address of this kind of problem.
    #[schema(example = "/problems/not_found")]
    pub r#type: String,
    /// Stable code to decide by.
    #[schema(example = "not_found")]
    pub code: String,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// What happened and the way out, for people.
    pub detail: String,
    /// Fields that cannot be taken as they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The request's id, to quote when asking for help.
    pub instance: String,
}

/// One field that cannot be taken as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Field {
    /// Its name; a path with dots inside lists.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and the way out.
    pub message: String,
}

/// The answer to a program.
pub(super) fn answer(asked: &Asked, refused: &Refused) -> Response {
    let status = refused.status();
    let fields = match refused {
        Refused::By(Refusal::Invalid(problems)) => problems.as_slice(),
        _ => &[],
    };
    let problem = Problem {
        r#type: format!("/problems/{}", refused.code()),
        code: refused.code().to_owned(),
        title: status.canonical_reason().unwrap_or("Refused").to_owned(),
        status: status.as_u16(),
        detail: refused.words(),
        fields: fields
            .iter()
            .map(|one| Field {
                field: one.field.clone(),
                code: one.code.clone(),
                message: one.message.clone(),
            })
            .collect(),
        instance: asked.id.to_string(),
    };
    let mut response = (status, axum::Json(problem)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
