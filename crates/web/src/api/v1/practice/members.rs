//! The people of a firm.

use super::{Paged, choice, done, in_branch};
use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path};
use crate::{Answer, Web, api};
use app::access::{BranchRole, ParentRole};
use app::practice::{
    AddToBranch, ChangeRole, MemberPanel, RemoveFromBranches, RemoveMember, RoleIn, SetParentRole, Team,
    TeamMember,
};
use axum::extract::State;
use kernel::{BranchId, Moment, OrganisationId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(members))
        .routes(routes!(member, remove_member))
        .routes(routes!(change_role, remove_from_branches))
        .routes(routes!(add_to_branch))
        .routes(routes!(set_parent_role))
}

/// Which part of a firm the list shows.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct View {
    /// One branch; all that the caller sees without it.
    #[serde(default)]
    branch: Option<String>,
}

/// A role in a branch.
#[derive(Serialize, ToSchema)]
struct Role {
    /// The branch's id.
    branch: String,
    /// The branch's name.
    name: String,
    /// `owner`, `admin` or `member`.
    role: String,
}

/// A member.
#[derive(Serialize, ToSchema)]
struct Member {
    /// The person's id.
    id: String,
    /// The person's name.
    name: String,
    /// The person's address.
    email: String,
    /// `super_admin`, `billing_admin`, `viewer`, or absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_role: Option<String>,
    /// Roles in the branches that the caller sees.
    roles: Vec<Role>,
    /// When the person was last seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_active: Option<String>,
}

fn role(held: RoleIn) -> Role {
    Role { branch: held.branch.to_string(), name: held.name, role: held.role.word().to_owned() }
}

fn row(member: TeamMember) -> Member {
    Member {
        id: member.user.to_string(),
        name: member.name,
        email: member.email,
        parent_role: member.parent.map(|role| role.word().to_owned()),
        roles: member.roles.into_iter().map(role).collect(),
        last_active: member.seen_at.map(Moment::iso_millis),
    }
}

/// The members in view, by name.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/members", tag = "team",
    params(("organisation" = String, Path), View, Paged),
    responses((status = 200, body = api::Listed<Member>)))]
async fn members(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
    Parameters(view): Parameters<View>,
    paging: Paging,
) -> Answer {
    let asked = Team {
        organisation,
        branch: in_branch(view.branch.as_deref())?,
        after: paging.after,
        size: paging.size,
    };
    let team = web.app.read(&caller.actor, asked).await?;
    api::listed(team.members.map(row))
}

/// One member.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/members/{member}", tag = "team",
    params(("organisation" = String, Path), ("member" = String, Path)), responses((status = 200, body = Member)))]
async fn member(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, member)): Path<(OrganisationId, UserId)>,
) -> Answer {
    let found = web.app.read(&caller.actor, MemberPanel { organisation, member }).await?;
    api::shown(&Member {
        id: found.user.to_string(),
        name: found.name,
        email: found.email,
        parent_role: found.parent.map(|role| role.word().to_owned()),
        roles: found.roles.into_iter().map(|held| role(held.held)).collect(),
        last_active: found.seen_at.map(Moment::iso_millis),
    })
}

/// Takes a member out of the firm; access ends at once.
#[utoipa::path(delete, path = "/api/v1/organisations/{organisation}/members/{member}", tag = "team",
    params(("organisation" = String, Path), ("member" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("remove_member"))), responses((status = 204)))]
async fn remove_member(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, member)): Path<(OrganisationId, UserId)>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), RemoveMember { organisation, member }).await?;
    done()
}

/// A role.
#[derive(Deserialize, ToSchema)]
struct TypedRole {
    /// `owner`, `admin` or `member`.
    #[schema(example = "member")]
    role: String,
}

/// A role in a further branch.
#[derive(Deserialize, ToSchema)]
struct TypedPlace {
    /// The branch's id.
    #[schema(value_type = String)]
    branch: BranchId,
    /// `owner`, `admin` or `member`.
    #[schema(example = "member")]
    role: String,
}

/// A role in the whole firm.
#[derive(Deserialize, ToSchema)]
struct TypedParentRole {
    /// `super_admin`, `billing_admin`, `viewer`, or null for none.
    role: Option<String>,
}

/// Gives a member a role in a further branch.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/members/{member}/branches", tag = "team",
    params(("organisation" = String, Path), ("member" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedPlace,
    extensions(("x-command" = json!("add_to_branch"))), responses((status = 204)))]
async fn add_to_branch(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, member)): Path<(OrganisationId, UserId)>,
    Json(typed): Json<TypedPlace>,
) -> Answer {
    let role: BranchRole = choice("role", &typed.role)?;
    let command = AddToBranch { organisation, branch: typed.branch, member, role };
    web.app.run(&caller.actor, Some(key), command).await?;
    done()
}

/// Changes a member's role in a branch.
#[utoipa::path(put, path = "/api/v1/organisations/{organisation}/members/{member}/branches/{branch}", tag = "team",
    params(("organisation" = String, Path), ("member" = String, Path), ("branch" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = TypedRole, extensions(("x-command" = json!("change_role"))), responses((status = 204)))]
async fn change_role(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, member, branch)): Path<(OrganisationId, UserId, BranchId)>,
    Json(typed): Json<TypedRole>,
) -> Answer {
    let role: BranchRole = choice("role", &typed.role)?;
    web.app.run(&caller.actor, Some(key), ChangeRole { organisation, branch, member, role }).await?;
    done()
}

/// Takes a member out of a branch.
#[utoipa::path(delete, path = "/api/v1/organisations/{organisation}/members/{member}/branches/{branch}", tag = "team",
    params(("organisation" = String, Path), ("member" = String, Path), ("branch" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("remove_from_branches"))), responses((status = 204)))]
async fn remove_from_branches(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, member, branch)): Path<(OrganisationId, UserId, BranchId)>,
) -> Answer {
    let command = RemoveFromBranches { organisation, member, branches: vec![branch] };
    web.app.run(&caller.actor, Some(key), command).await?;
    done()
}

/// Gives, changes or takes a member's role in the whole firm.
#[utoipa::path(put, path = "/api/v1/organisations/{organisation}/members/{member}/parent-role", tag = "team",
    params(("organisation" = String, Path), ("member" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedParentRole,
    extensions(("x-command" = json!("set_parent_role"))), responses((status = 204)))]
async fn set_parent_role(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, member)): Path<(OrganisationId, UserId)>,
    Json(typed): Json<TypedParentRole>,
) -> Answer {
    let word = typed.role.as_deref();
    let role = word.map(|word| choice::<ParentRole>("role", word)).transpose()?;
    web.app.run(&caller.actor, Some(key), SetParentRole { organisation, member, role }).await?;
    done()
}
