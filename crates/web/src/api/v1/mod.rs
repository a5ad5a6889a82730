//! The first version: one file per noun, each with `routes()`.

mod me;

use crate::Web;
use utoipa_axum::router::OpenApiRouter;

/// All operations.
pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().merge(me::routes())
}
