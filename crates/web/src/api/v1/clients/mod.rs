//! Clients and invitations for programs: lists, answers, access, the way in, the end.

mod access;
mod books;
mod firm;
mod invitations;

use crate::Web;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::{Moment, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;

/// All operations.
pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .merge(firm::routes())
        .merge(access::routes())
        .merge(invitations::routes())
        .merge(books::routes())
}

/// Done, and there is nothing to show.
fn done() -> crate::Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A word of a closed list, as a field.
fn choice<T: std::str::FromStr>(field: &str, word: &str) -> Result<T, Refusal> {
    word.parse().map_err(|_| Refusal::field(field, "not_a_choice", "Choose one of the list."))
}

/// The branch that a list is asked for; all that the caller sees without one.
fn in_branch(text: Option<&str>) -> Result<Option<kernel::BranchId>, Refusal> {
    text.map(|text| text.parse().map_err(|_| Refusal::NotFound)).transpose()
}

/// An instant as the API writes it.
fn at(moment: Moment) -> String {
    moment.iso_millis()
}

/// Which part of a list is wanted.
#[derive(Deserialize, Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// One branch; all that the caller sees without one.
    branch: Option<String>,
    /// Words of the name, the owner or her address.
    search: Option<String>,
    /// `active` or `ended` clients; `pending` or `answered` invitations.
    state: Option<String>,
    /// `next` of the page before.
    #[allow(dead_code, reason = "read by Paging, named here for the description")]
    after: Option<String>,
    /// Rows wanted, 1 to 200.
    #[allow(dead_code, reason = "read by Paging, named here for the description")]
    limit: Option<u16>,
}

/// A reason out of a closed list, and words.
#[derive(Deserialize, ToSchema)]
struct Reason {
    /// The reason's word.
    reason: String,
    /// What the other side reads besides.
    #[serde(default)]
    message: Option<String>,
}

/// The connection that was made, used or ended.
#[derive(Serialize, ToSchema)]
struct ConnectionId {
    /// Its id.
    connection: String,
}
