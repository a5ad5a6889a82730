//! Invitations of colleagues.

use super::organisations::Created;
use super::{Paged, Secret, choice, done, in_branch};
use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path, Problems};
use crate::{Answer, Web, api};
use app::access::BranchRole;
use app::practice::{
    AskInviter, CancelTeamInvitation, DeclineTeamInvitation, InvitationView, InviteMember, JoinTeam,
    ResendTeamInvitation, TeamInvitationRow, TeamInvitations,
};
use axum::extract::State;
use kernel::{BranchId, EmailAddress, OrganisationId, PersonName, TeamInvitationId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(team_invitations, invite_member))
        .routes(routes!(resend_team_invitation))
        .routes(routes!(cancel_team_invitation))
        .routes(routes!(join_team))
        .routes(routes!(decline_team_invitation))
        .routes(routes!(ask_inviter))
}

/// Whom to invite, and to what.
#[derive(Deserialize, ToSchema)]
struct TypedInvitation {
    /// Only whoever signs in under this address may join.
    email: String,
    /// What the colleague is called.
    name: String,
    /// The branches' ids; the role is the same in each.
    #[schema(value_type = Vec<String>)]
    branches: Vec<BranchId>,
    /// `owner`, `admin` or `member`; none above the caller's own.
    #[schema(example = "member")]
    role: String,
}

/// An invitation of a colleague.
#[derive(Serialize, ToSchema)]
struct TeamInvitation {
    /// Its id.
    id: String,
    /// The invited address.
    email: String,
    /// The invited person's name.
    name: String,
    /// `owner`, `admin` or `member`.
    role: String,
    /// The ids of those branches that the caller sees.
    branches: Vec<String>,
    /// Who invited.
    inviter: String,
    /// When it was sent last.
    sent_at: String,
    /// When its link ends.
    expires_at: String,
    /// `pending`, `expired`, `accepted`, `declined` or `cancelled`.
    state: String,
}

fn row(invitation: TeamInvitationRow) -> TeamInvitation {
    TeamInvitation {
        id: invitation.invitation.to_string(),
        email: invitation.email,
        name: invitation.name,
        role: invitation.role.word().to_owned(),
        branches: invitation.branches.into_iter().map(|(branch, _)| branch.to_string()).collect(),
        inviter: invitation.inviter,
        sent_at: invitation.sent_at.iso_millis(),
        expires_at: invitation.expires_at.iso_millis(),
        state: invitation.state.word().to_owned(),
    }
}

/// Which invitations.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// `pending` (the default) or `history`.
    #[serde(default)]
    view: Option<String>,
    /// One branch; all that the caller sees without it.
    #[serde(default)]
    branch: Option<String>,
}

/// Invitations of colleagues, newest first.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/team-invitations", tag = "team",
    params(("organisation" = String, Path), Which, Paged),
    responses((status = 200, body = api::Listed<TeamInvitation>)))]
async fn team_invitations(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
    Parameters(which): Parameters<Which>,
    paging: Paging,
) -> Answer {
    let view = match which.view.as_deref() {
        None | Some("pending") => InvitationView::Pending,
        Some("history") => InvitationView::History,
        Some(_) => {
            let text = "Use pending or history.";
            return Err(kernel::Refusal::field("view", "not_a_choice", text).into());
        }
    };
    let (branch, after) = (in_branch(which.branch.as_deref())?, paging.after);
    let asked = TeamInvitations { organisation, branch, view, after, size: paging.size };
    let page = web.app.read(&caller.actor, asked).await?;
    api::listed(page.rows.map(row))
}

/// Invites a colleague by e-mail; the link works for seven days.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/team-invitations", tag = "team",
    params(("organisation" = String, Path), ("Idempotency-Key" = String, Header)), request_body = TypedInvitation,
    extensions(("x-command" = json!("invite_member"))), responses((status = 201, body = Created)))]
async fn invite_member(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(organisation): Path<OrganisationId>,
    Json(typed): Json<TypedInvitation>,
) -> Answer {
    let mut problems = Problems::default();
    let email = problems.take("email", EmailAddress::parse(&typed.email));
    let name = problems.take("name", PersonName::parse(&typed.name));
    let role = problems.keep(choice::<BranchRole>("role", &typed.role))?;
    let (Some(email), Some(name), Some(role)) = (email, name, role) else {
        return Err(problems.refusal().into());
    };
    let command = InviteMember { organisation, email, name, branches: typed.branches, role };
    let id = web.app.run(&caller.actor, Some(key), command).await?.invitation.to_string();
    api::created(&format!("/api/v1/organisations/{organisation}/team-invitations/{id}"), &Created { id })
}

/// Sends an invitation again: a new link with seven days, and the old one is dead.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/team-invitations/{invitation}/resend",
    tag = "team", params(("organisation" = String, Path), ("invitation" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("resend_team_invitation"))), responses((status = 204)))]
async fn resend_team_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, invitation)): Path<(OrganisationId, TeamInvitationId)>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), ResendTeamInvitation { organisation, invitation }).await?;
    done()
}

/// Takes an invitation back.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/team-invitations/{invitation}/cancel",
    tag = "team", params(("organisation" = String, Path), ("invitation" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("cancel_team_invitation"))), responses((status = 204)))]
async fn cancel_team_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((organisation, invitation)): Path<(OrganisationId, TeamInvitationId)>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), CancelTeamInvitation { organisation, invitation }).await?;
    done()
}

/// Joins the team that invited the caller.
#[utoipa::path(post, path = "/api/v1/team-invitations/join", tag = "team", request_body = Secret,
    params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("join_team"))), responses((status = 201, body = Created)))]
async fn join_team(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Json(Secret { secret }): Json<Secret>,
) -> Answer {
    let id = web.app.run(&caller.actor, Some(key), JoinTeam { secret }).await?.organisation.to_string();
    api::created(&format!("/api/v1/organisations/{id}"), &Created { id })
}

/// Declines to join.
#[utoipa::path(post, path = "/api/v1/team-invitations/decline", tag = "team", request_body = Secret,
    params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("decline_team_invitation"))), responses((status = 204)))]
async fn decline_team_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Json(Secret { secret }): Json<Secret>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), DeclineTeamInvitation { secret }).await?;
    done()
}

/// Asks the inviter for another link, or for one to the caller’s own address.
#[utoipa::path(post, path = "/api/v1/team-invitations/ask", tag = "team", request_body = Secret,
    params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("ask_inviter"))), responses((status = 204)))]
async fn ask_inviter(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Json(Secret { secret }): Json<Secret>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), AskInviter { secret }).await?;
    done()
}
