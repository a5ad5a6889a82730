//! The books of a company.

mod accounts;
mod audit;
mod company;
mod entries;
mod reports;

use crate::Web;
use utoipa_axum::router::OpenApiRouter;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .merge(company::routes())
        .merge(accounts::routes())
        .merge(entries::routes())
        .merge(reports::routes())
        .merge(audit::routes())
}
