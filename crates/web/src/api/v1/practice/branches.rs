//! Branches and their addresses.

use super::organisations::Created;
use super::{Secret, done};
use crate::extract::{ApiCaller, ApiVisitor, IfMatch, Json, Key, Path, Problems};
use crate::{Answer, Web, api};
use app::practice::{
    BranchAddress, BranchSettings, Branches, ChangeBranchEmail, ConfirmBranch, CreateBranch,
    ResendBranchConfirmation, UpdateBranch,
};
use axum::extract::State;
use kernel::{BranchId, BranchName, Country, Currency, EmailAddress, OrganisationId, Page, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(branches, create_branch))
        .routes(routes!(branch, update_branch))
        .routes(routes!(change_branch_email))
        .routes(routes!(resend_branch_confirmation))
        .routes(routes!(confirm_branch))
}

/// A new branch.
#[derive(Deserialize, ToSchema)]
struct TypedBranch {
    /// Its name.
    name: String,
    /// Where clients send invitations, once the mailbox has confirmed.
    email: String,
    /// Two letters of ISO 3166-1.
    country: String,
    /// Three letters of ISO 4217: what it is billed in. Permanent.
    currency: String,
}

/// What may change about a branch.
#[derive(Deserialize, ToSchema)]
struct TypedDetails {
    /// Its name.
    name: String,
    /// Two letters of ISO 3166-1.
    country: String,
}

/// An address.
#[derive(Deserialize, ToSchema)]
struct TypedEmail {
    /// The address.
    email: String,
}

/// A branch.
#[derive(Serialize, ToSchema)]
struct Branch {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// The address that routes invitations now.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// The address whose mailbox has not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting_email: Option<String>,
    /// Two letters of ISO 3166-1.
    country: String,
    /// Three letters of ISO 4217.
    currency: String,
    /// Whether the caller may change it.
    may_update: bool,
}

impl Branch {
    fn new(
        id: BranchId,
        (name, may_update): (String, bool),
        address: BranchAddress,
        (country, currency): (Country, Currency),
    ) -> Self {
        Self {
            id: id.to_string(),
            name,
            email: address.confirmed,
            waiting_email: address.waiting.map(|waiting| waiting.email),
            country: country.code().to_owned(),
            currency: currency.code().to_owned(),
            may_update,
        }
    }
}

/// The branches that the caller sees.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/branches", tag = "branch",
    params(("organisation" = String, Path)), responses((status = 200, body = api::Listed<Branch>)))]
async fn branches(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    let rows = web.app.read(&caller.actor, Branches { organisation }).await?;
    let row = |row: app::practice::BranchRow| {
        Branch::new(row.branch, (row.name, row.may_update), row.address, (row.country, row.currency))
    };
    api::listed(Page { rows: rows.into_iter().map(row).collect(), next: None })
}

/// Opens a branch; its mailbox gets a link to confirm.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/branches", tag = "branch",
    params(("organisation" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedBranch,
    extensions(("x-command" = json!("create_branch"))), responses((status = 201, body = Created)))]
async fn create_branch(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(organisation): Path<OrganisationId>,
    Json(typed): Json<TypedBranch>,
) -> Answer {
    let mut problems = Problems::default();
    let name = problems.take("name", BranchName::parse(&typed.name));
    let email = problems.take("email", EmailAddress::parse(&typed.email));
    let country = problems.take("country", Country::from_code(&typed.country));
    let currency = problems.take("currency", Currency::from_code(&typed.currency));
    let (Some(name), Some(email), Some(country), Some(currency)) = (name, email, country, currency) else {
        return Err(problems.refusal().into());
    };
    let command = CreateBranch { organisation, name, email, country, currency };
    let id = web.app.run(&caller.actor, Some(key), command).await?.branch.to_string();
    api::created(&format!("/api/v1/organisations/{organisation}/branches/{id}"), &Created { id })
}

async fn find(
    web: &Web,
    caller: &ApiCaller,
    (organisation, branch): (OrganisationId, BranchId),
) -> Result<Branch, Refusal> {
    let found = web.app.read(&caller.actor, BranchSettings { organisation, branch }).await?;
    let names = (found.name, found.may_update);
    Ok(Branch::new(found.branch, names, found.address, (found.country, found.currency)))
}

/// A branch.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/branches/{branch}", tag = "branch",
    params(("organisation" = String, Path), ("branch" = String, Path)), responses((status = 200, body = Branch)))]
async fn branch(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(place): Path<(OrganisationId, BranchId)>,
) -> Answer {
    api::shown(&find(&web, &caller, place).await?)
}

/// Changes a branch's name and country. Its currency never changes.
#[utoipa::path(put, path = "/api/v1/organisations/{organisation}/branches/{branch}", tag = "branch",
    params(("organisation" = String, Path), ("branch" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedDetails,
    extensions(("x-command" = json!("update_branch"))), responses((status = 200, body = Branch)))]
async fn update_branch(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, branch)): Path<(OrganisationId, BranchId)>,
    version: IfMatch,
    Json(typed): Json<TypedDetails>,
) -> Answer {
    version.check(&find(&web, &caller, (organisation, branch)).await?)?;
    let mut problems = Problems::default();
    let name = problems.take("name", BranchName::parse(&typed.name));
    let country = problems.take("country", Country::from_code(&typed.country));
    let (name, country) = name.zip(country).ok_or_else(|| problems.refusal())?;
    web.app.run(&caller.actor, Some(key), UpdateBranch { organisation, branch, name, country }).await?;
    api::shown(&find(&web, &caller, (organisation, branch)).await?)
}

/// Names another address; the present one works until the new mailbox has confirmed.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/branches/{branch}/email", tag = "branch",
    params(("organisation" = String, Path), ("branch" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedEmail,
    extensions(("x-command" = json!("change_branch_email"))), responses((status = 204)))]
async fn change_branch_email(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, branch)): Path<(OrganisationId, BranchId)>,
    Json(typed): Json<TypedEmail>,
) -> Answer {
    let mut problems = Problems::default();
    let email =
        problems.take("email", EmailAddress::parse(&typed.email)).ok_or_else(|| problems.refusal())?;
    web.app.run(&caller.actor, Some(key), ChangeBranchEmail { organisation, branch, email }).await?;
    done()
}

/// Sends the waiting address its link once more; the link sent before dies.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/branches/{branch}/email/resend", tag = "branch",
    params(("organisation" = String, Path), ("branch" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("resend_branch_confirmation"))), responses((status = 204)))]
async fn resend_branch_confirmation(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, branch)): Path<(OrganisationId, BranchId)>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), ResendBranchConfirmation { organisation, branch }).await?;
    done()
}

/// Confirms a branch's mailbox by the secret that was sent to it. Needs no token: the secret is the proof.
#[utoipa::path(post, path = "/api/v1/branch-addresses/confirm", tag = "branch", request_body = Secret,
    params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("confirm_branch"))), security(), responses((status = 204)))]
async fn confirm_branch(
    State(web): State<Web>,
    visitor: ApiVisitor,
    Key(key): Key,
    Json(Secret { secret }): Json<Secret>,
) -> Answer {
    web.app.run(&visitor.actor, Some(key), ConfirmBranch { secret }).await?;
    done()
}
