//! Who the token belongs to.

use crate::extract::ApiCaller;
use crate::{Answer, Web, api};
use kernel::Refusal;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(me))
}

/// The person behind a token.
#[derive(Debug, Serialize, ToSchema)]
struct Me {
    /// The person's id.
    #[schema(example = "usr_01jd0000000000000000000000")]
    id: String,
    /// The person's name.
    name: String,
    /// The sign-in address.
    email: String,
}

/// Who the token belongs to.
#[utoipa::path(get, path = "/api/v1/me", tag = "person", responses((status = 200, body = Me)))]
async fn me(caller: ApiCaller) -> Answer {
    let user = caller.actor.user().ok_or(Refusal::SignedOut)?;
    api::shown(&Me {
        id: user.to_string(),
        name: caller.actor.name().to_owned(),
        email: caller.actor.email().to_owned(),
    })
}
