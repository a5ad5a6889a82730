//! The person whose token it is.

use crate::extract::{ApiCaller, IfMatch, Json, Key};
use crate::{Answer, Web, api};
use app::Tenant;
use app::identity::{MyPlaces, RenamePerson};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::{PersonName, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(show_me, rename_me)).routes(routes!(list_places))
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

/// Another name.
#[derive(Debug, Deserialize, ToSchema)]
struct NewName {
    /// The new name.
    name: String,
}

/// Something that the person can open.
#[derive(Debug, Serialize, ToSchema)]
struct Place {
    /// Its id: a firm's (`org_…`) or books' (`bks_…`).
    id: String,
    /// `organisation` or `books`.
    kind: String,
    /// Its name.
    name: String,
    /// What the person is there.
    role: String,
}

fn shown(caller: &ApiCaller) -> Result<Me, Refusal> {
    let user = caller.actor.user().ok_or(Refusal::SignedOut)?;
    Ok(Me {
        id: user.to_string(),
        name: caller.actor.name().to_owned(),
        email: caller.actor.email().to_owned(),
    })
}

/// Who the token belongs to.
#[utoipa::path(get, path = "/api/v1/me", tag = "person", responses((status = 200, body = Me)))]
async fn show_me(caller: ApiCaller) -> Answer {
    api::shown(&shown(&caller)?)
}

/// Changes the name. `If-Match` is honoured.
#[utoipa::path(patch, path = "/api/v1/me", tag = "person", request_body = NewName, responses((status = 204)),
    params(("Idempotency-Key" = String, Header)), extensions(("x-command" = json!("rename_person"))))]
async fn rename_me(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    version: IfMatch,
    Json(input): Json<NewName>,
) -> Answer {
    version.check(&shown(&caller)?)?;
    let name = PersonName::parse(&input.name).map_err(|error| Refusal::Invalid(vec![error.at("name")]))?;
    web.app.run(&caller.actor, Some(key), RenamePerson { name }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The firms and books that the person can open.
#[utoipa::path(get, path = "/api/v1/places", tag = "person", responses((status = 200, body = Vec<Place>)))]
async fn list_places(State(web): State<Web>, caller: ApiCaller) -> Answer {
    let places = web.app.read(&caller.actor, MyPlaces).await?;
    let shown: Vec<Place> = places
        .into_iter()
        .filter_map(|place| {
            let id = match place.tenant {
                Tenant::Organisation(organisation) => organisation.to_string(),
                Tenant::Books(books) => books.to_string(),
                Tenant::Person(_) | Tenant::Operator => return None,
            };
            Some(Place { id, kind: place.tenant.kind().to_owned(), name: place.name, role: place.role })
        })
        .collect();
    api::shown(&shown)
}
