//! Firms.

use crate::extract::{ApiCaller, IfMatch, Json, Key, Path, Problems};
use crate::{Answer, Web, api};
use app::Tenant;
use app::identity::MyPlaces;
use app::practice::{CreateOrganisation, OrganisationSettings, UpdateOrganisation};
use axum::extract::State;
use kernel::{CompanyName, Country, OrganisationId, Page, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(my_organisations, create_organisation))
        .routes(routes!(organisation, update_organisation))
}

/// A firm as it is typed.
#[derive(Deserialize, ToSchema)]
struct TypedOrganisation {
    /// The firm's name, as clients read it.
    name: String,
    /// Two letters of ISO 3166-1.
    #[schema(example = "GB")]
    country: String,
}

impl TypedOrganisation {
    fn parse(&self) -> Result<(CompanyName, Country), Refusal> {
        let mut problems = Problems::default();
        let name = problems.take("name", CompanyName::parse(&self.name));
        let country = problems.take("country", Country::from_code(&self.country));
        name.zip(country).ok_or_else(|| problems.refusal())
    }
}

/// A firm to which the caller belongs.
#[derive(Serialize, ToSchema)]
struct MyOrganisation {
    /// The firm's id.
    id: String,
    /// Its name.
    name: String,
    /// The caller's firm-wide role, or `member`.
    role: String,
}

/// A firm.
#[derive(Serialize, ToSchema)]
struct Organisation {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Two letters of ISO 3166-1.
    country: String,
    /// Whether the caller may change it.
    may_update: bool,
    /// Whether the caller may add branches.
    may_add_branch: bool,
}

/// Something new.
#[derive(Serialize, ToSchema)]
pub(super) struct Created {
    /// Its id.
    pub id: String,
}

/// The firms to which the caller belongs.
#[utoipa::path(get, path = "/api/v1/organisations", tag = "organisation",
    responses((status = 200, body = api::Listed<MyOrganisation>)))]
async fn my_organisations(State(web): State<Web>, caller: ApiCaller) -> Answer {
    let places = web.app.read(&caller.actor, MyPlaces).await?;
    let firms = places.into_iter().filter_map(|place| match place.tenant {
        Tenant::Organisation(id) => {
            Some(MyOrganisation { id: id.to_string(), name: place.name, role: place.role })
        }
        Tenant::Books(_) | Tenant::Person(_) | Tenant::Operator => None,
    });
    api::listed(Page { rows: firms.collect(), next: None })
}

/// Signs up a firm; the caller becomes its Super Admin.
#[utoipa::path(post, path = "/api/v1/organisations", tag = "organisation", request_body = TypedOrganisation,
    params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("create_organisation"))), responses((status = 201, body = Created)))]
async fn create_organisation(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Json(typed): Json<TypedOrganisation>,
) -> Answer {
    let (name, country) = typed.parse()?;
    let created = web.app.run(&caller.actor, Some(key), CreateOrganisation { name, country }).await?;
    let id = created.organisation.to_string();
    api::created(&format!("/api/v1/organisations/{id}"), &Created { id })
}

async fn find(web: &Web, caller: &ApiCaller, organisation: OrganisationId) -> Result<Organisation, Refusal> {
    let details = web.app.read(&caller.actor, OrganisationSettings { organisation }).await?;
    Ok(Organisation {
        id: organisation.to_string(),
        name: details.name,
        country: details.country.code().to_owned(),
        may_update: details.may_update,
        may_add_branch: details.may_add_branch,
    })
}

/// A firm.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}", tag = "organisation",
    params(("organisation" = String, Path)), responses((status = 200, body = Organisation)))]
async fn organisation(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    api::shown(&find(&web, &caller, organisation).await?)
}

/// Changes a firm's name and country.
#[utoipa::path(put, path = "/api/v1/organisations/{organisation}", tag = "organisation",
    params(("organisation" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedOrganisation,
    extensions(("x-command" = json!("update_organisation"))), responses((status = 200, body = Organisation)))]
async fn update_organisation(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(organisation): Path<OrganisationId>,
    version: IfMatch,
    Json(typed): Json<TypedOrganisation>,
) -> Answer {
    version.check(&find(&web, &caller, organisation).await?)?;
    let (name, country) = typed.parse()?;
    let command = UpdateOrganisation { organisation, name, country };
    web.app.run(&caller.actor, Some(key), command).await?;
    api::shown(&find(&web, &caller, organisation).await?)
}
