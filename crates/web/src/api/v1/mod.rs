//! The first version: one file per noun, each with `routes()`.

mod audit;
mod books;
mod clients;
mod me;
mod my_audit;
mod people;
mod practice;
mod sessions;
mod tokens;

use crate::Web;
use utoipa_axum::router::OpenApiRouter;

/// All operations.
pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .merge(books::routes())
        .merge(clients::routes())
        .merge(me::routes())
        .merge(my_audit::routes())
        .merge(people::routes())
        .merge(practice::routes())
        .merge(sessions::routes())
        .merge(tokens::routes())
}
