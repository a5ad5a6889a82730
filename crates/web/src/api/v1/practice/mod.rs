//! The firm for programs: organisations, branches, team, invitations of colleagues.

mod audit;
mod branches;
mod members;
mod organisations;
mod team_invitations;

use crate::Web;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::Refusal;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;

/// All operations of the firm.
pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .merge(organisations::routes())
        .merge(audit::routes())
        .merge(branches::routes())
        .merge(members::routes())
        .merge(team_invitations::routes())
}

/// Done, and there is nothing to show.
fn done() -> crate::Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A word of a closed list, as a field.
fn choice<T: std::str::FromStr>(field: &str, word: &str) -> Result<T, Refusal> {
    word.parse().map_err(|_| Refusal::field(field, "not_a_choice", "Choose one of the list."))
}

/// The secret from a mailed link.
#[derive(Deserialize, ToSchema)]
struct Secret {
    /// The last part of the link's address.
    secret: String,
}

/// The branch that a list is asked for; all that the caller sees without one.
fn in_branch(text: Option<&str>) -> Result<Option<kernel::BranchId>, Refusal> {
    text.map(|text| text.parse().map_err(|_| Refusal::NotFound)).transpose()
}

/// Where a list goes on, as the description names it; [`crate::extract::Paging`] reads it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "only its description is used")]
struct Paged {
    /// `next` of the page before.
    after: Option<String>,
    /// Rows wanted, 1 to 200.
    limit: Option<u16>,
}
