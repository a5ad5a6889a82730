//! Who of a firm may open a client's books.

use super::{choice, done};
use crate::extract::{ApiCaller, Json, Key, Path, Problems};
use crate::{Answer, Web};
use app::access::Preset;
use app::clients::assignments::{AssignAccountant, RemoveAccountant, SetUpAccess};
use axum::extract::State;
use kernel::{ConnectionId, Day, OrganisationId, Text500, UserId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(set_up_access))
        .routes(routes!(assign_accountant))
        .routes(routes!(remove_accountant))
}

/// Why access is given.
#[derive(Deserialize, ToSchema)]
struct Why {
    /// Both logs keep it.
    #[serde(default)]
    reason: Option<String>,
}

/// Gives the caller access to a client whose books she may set up.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/clients/{connection}/access", tag = "client",
    params(("organisation" = String, Path), ("connection" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = Why, extensions(("x-command" = json!("set_up_access"))), responses((status = 204)))]
async fn set_up_access(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, connection)): Path<(OrganisationId, ConnectionId)>,
    Key(key): Key,
    Json(typed): Json<Why>,
) -> Answer {
    let mut problems = Problems::default();
    let reason = typed.reason.as_deref().unwrap_or_default();
    let reason = problems.take("reason", Text500::parse_optional(reason));
    let reason = reason.ok_or_else(|| problems.refusal())?;
    web.app.run(&caller.actor, Some(key), SetUpAccess { organisation, connection, reason }).await?;
    done()
}

/// A member who is to get access.
#[derive(Deserialize, ToSchema)]
struct NewAccountant {
    /// The member.
    user: String,
    /// `admin`, `accountant`, `bookkeeper` or `read_only`; what the client gave the firm without one.
    #[serde(default)]
    level: Option<String>,
    /// The last day on which it holds, `YYYY-MM-DD` by the company's clocks; no end without one.
    #[serde(default)]
    last_day: Option<String>,
    /// Both logs keep it.
    #[serde(default)]
    reason: Option<String>,
}

/// Gives a member of the branch access to a client.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/clients/{connection}/accountants", tag = "client",
    params(("organisation" = String, Path), ("connection" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = NewAccountant, extensions(("x-command" = json!("assign_accountant"))), responses((status = 204)))]
async fn assign_accountant(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, connection)): Path<(OrganisationId, ConnectionId)>,
    Key(key): Key,
    Json(typed): Json<NewAccountant>,
) -> Answer {
    let mut problems = Problems::default();
    let user = problems.keep(choice::<UserId>("user", &typed.user))?;
    let preset = typed.level.as_deref().map(|level| choice::<Preset>("level", level)).transpose();
    let preset = problems.keep(preset)?;
    let reason = typed.reason.as_deref().unwrap_or_default();
    let reason = problems.take("reason", Text500::parse_optional(reason));
    let last_day = typed.last_day.as_deref().map(Day::parse).transpose();
    let last_day = problems.take("last_day", last_day);
    let (Some(user), Some(preset), Some(last_day), Some(reason)) = (user, preset, last_day, reason) else {
        return Err(problems.refusal().into());
    };
    let command = AssignAccountant { organisation, connection, user, preset, last_day, reason };
    web.app.run(&caller.actor, Some(key), command).await?;
    done()
}

/// Takes a member's access to a client at once.
#[utoipa::path(delete, path = "/api/v1/organisations/{organisation}/clients/{connection}/accountants/{user}", tag = "client",
    params(("organisation" = String, Path), ("connection" = String, Path), ("user" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("remove_accountant"))), responses((status = 204)))]
async fn remove_accountant(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, connection, user)): Path<(OrganisationId, ConnectionId, UserId)>,
    Key(key): Key,
) -> Answer {
    web.app.run(&caller.actor, Some(key), RemoveAccountant { organisation, connection, user }).await?;
    done()
}
