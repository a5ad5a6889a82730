//! Invitations as a firm sees them.

use super::{ConnectionId, Reason, Wish, at, choice, done, in_branch};
use crate::extract::{ApiCaller, Json, Key, Parameters, Path, Problems};
use crate::{Answer, Web, api};
use app::invitations::inbox::{
    AnsweredInvitation, AnsweredInvitations, InvitationReview, PendingInvitation, PendingInvitations, Review,
};
use app::invitations::{AcceptInvitation, AskSender, RejectInvitation, RejectReason, UndoRejection};
use axum::extract::State;
use kernel::{BranchId, InvitationId, OrganisationId, Page, Refusal, Text500, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(client_invitations))
        .routes(routes!(client_invitation))
        .routes(routes!(accept_invitation))
        .routes(routes!(reject_invitation))
        .routes(routes!(undo_rejection))
        .routes(routes!(ask_sender))
}

/// An invitation of a client.
#[derive(Serialize, ToSchema)]
struct ClientInvitation {
    /// Its id.
    id: String,
    /// The company.
    company: String,
    /// Its owner.
    owner: String,
    /// The owner's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_email: Option<String>,
    /// The branch that was asked; absent when it was sent to the caller herself.
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<String>,
    /// The company's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// When it was sent.
    sent_at: String,
    /// `pending`, `accepted`, `rejecting`, `rejected`, `withdrawn` or `expired`.
    state: &'static str,
    /// Who answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<String>,
    /// Whether the caller may answer.
    may_answer: bool,
}

impl From<PendingInvitation> for ClientInvitation {
    fn from(one: PendingInvitation) -> Self {
        Self {
            id: one.invitation.to_string(),
            company: one.company,
            owner: one.owner_name,
            owner_email: Some(one.owner_email),
            branch: one.branch.map(|branch| branch.to_string()),
            message: one.message,
            sent_at: at(one.sent_at),
            state: "pending",
            answered_by: None,
            may_answer: one.may_answer,
        }
    }
}

impl From<AnsweredInvitation> for ClientInvitation {
    fn from(one: AnsweredInvitation) -> Self {
        Self {
            id: one.invitation.to_string(),
            company: one.company,
            owner: one.owner_name,
            owner_email: None,
            branch: None,
            message: None,
            sent_at: at(one.sent_at),
            state: one.state.word(),
            answered_by: one.answered_by,
            may_answer: false,
        }
    }
}

impl From<Review> for ClientInvitation {
    fn from(one: Review) -> Self {
        Self {
            id: one.invitation.to_string(),
            company: one.company,
            owner: one.owner_name,
            owner_email: Some(one.owner_email),
            branch: one.branch.map(|branch| branch.to_string()),
            message: one.message,
            sent_at: at(one.sent_at),
            state: one.state.word(),
            answered_by: one.answered_by,
            may_answer: one.may_answer,
        }
    }
}

/// Invitations of clients: those that wait, oldest first, or those that were answered, the latest first.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/client-invitations", tag = "client invitation",
    params(("organisation" = String, Path), Wish), responses((status = 200, body = api::Listed<ClientInvitation>)))]
async fn client_invitations(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
    Parameters(wish): Parameters<Wish>,
) -> Answer {
    let branch = in_branch(wish.branch.as_deref())?;
    let rows: Vec<ClientInvitation> = match wish.state.as_deref() {
        None | Some("pending") => {
            let rows = web.app.read(&caller.actor, PendingInvitations { organisation, branch }).await?;
            rows.into_iter().map(ClientInvitation::from).collect()
        }
        Some("answered") => {
            let rows = web.app.read(&caller.actor, AnsweredInvitations { organisation, branch }).await?;
            rows.into_iter().map(ClientInvitation::from).collect()
        }
        Some(_) => return Err(Refusal::field("state", "not_a_choice", "Choose one of the list.").into()),
    };
    api::listed(Page { rows, next: None })
}

/// An invitation of a client.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/client-invitations/{invitation}", tag = "client invitation",
    params(("organisation" = String, Path), ("invitation" = String, Path)), responses((status = 200, body = ClientInvitation)))]
async fn client_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, invitation)): Path<(OrganisationId, InvitationId)>,
) -> Answer {
    let review = web.app.read(&caller.actor, InvitationReview { organisation, invitation }).await?;
    api::shown(&ClientInvitation::from(review))
}

/// How an invitation is accepted.
#[derive(Deserialize, ToSchema)]
struct Acceptance {
    /// The branch that keeps the client; needed when the invitation was sent to a person.
    #[serde(default)]
    branch: Option<String>,
    /// Members of the branch who get access in the same step.
    #[serde(default)]
    colleagues: Vec<String>,
}

/// Accepts an invitation. Nothing changes in who pays.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/client-invitations/{invitation}/accept", tag = "client invitation",
    params(("organisation" = String, Path), ("invitation" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = Acceptance, extensions(("x-command" = json!("accept_invitation"))), responses((status = 201, body = ConnectionId)))]
async fn accept_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, invitation)): Path<(OrganisationId, InvitationId)>,
    Key(key): Key,
    Json(typed): Json<Acceptance>,
) -> Answer {
    let branch = typed.branch.as_deref().map(|branch| choice::<BranchId>("branch", branch)).transpose()?;
    let colleagues: Result<Vec<UserId>, Refusal> =
        typed.colleagues.iter().map(|one| choice("colleagues", one)).collect();
    let command = AcceptInvitation { organisation, invitation, branch, colleagues: colleagues? };
    let connection = web.app.run(&caller.actor, Some(key), command).await?.connection.to_string();
    let path = format!("/api/v1/organisations/{organisation}/clients/{connection}");
    api::created(&path, &ConnectionId { connection })
}

/// When a rejection becomes final.
#[derive(Serialize, ToSchema)]
struct Rejection {
    /// Until then it can be undone, and the client has not heard of it.
    final_at: String,
}

/// Rejects an invitation; thirty seconds later that is final. Reasons: `capacity_full`, `outside_area`,
/// `not_offered`, `conflict_of_interest`, `other`, which needs a message.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/client-invitations/{invitation}/reject", tag = "client invitation",
    params(("organisation" = String, Path), ("invitation" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = Reason, extensions(("x-command" = json!("reject_invitation"))), responses((status = 200, body = Rejection)))]
async fn reject_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, invitation)): Path<(OrganisationId, InvitationId)>,
    Key(key): Key,
    Json(typed): Json<Reason>,
) -> Answer {
    let mut problems = Problems::default();
    let reason = problems.keep(choice::<RejectReason>("reason", &typed.reason))?;
    let message = typed.message.as_deref().unwrap_or_default();
    let message = problems.take("message", Text500::parse_optional(message));
    let (reason, message) = reason.zip(message).ok_or_else(|| problems.refusal())?;
    let command = RejectInvitation { organisation, invitation, reason, message };
    let started = web.app.run(&caller.actor, Some(key), command).await?;
    api::shown(&Rejection { final_at: at(started.final_at) })
}

/// Takes a rejection back within its thirty seconds.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/client-invitations/{invitation}/undo", tag = "client invitation",
    params(("organisation" = String, Path), ("invitation" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("undo_rejection"))), responses((status = 204)))]
async fn undo_rejection(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, invitation)): Path<(OrganisationId, InvitationId)>,
    Key(key): Key,
) -> Answer {
    web.app.run(&caller.actor, Some(key), UndoRejection { organisation, invitation }).await?;
    done()
}

/// The secret of a mailed link.
#[derive(Deserialize, ToSchema)]
struct LinkSecret {
    /// The last part of the link.
    secret: String,
}

/// Asks the company for another invitation, or for one to the caller’s own address.
#[utoipa::path(post, path = "/api/v1/client-invitations/ask", tag = "client invitation", request_body = LinkSecret,
    params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("ask_sender"))), responses((status = 204)))]
async fn ask_sender(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Json(LinkSecret { secret }): Json<LinkSecret>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), AskSender { secret }).await?;
    done()
}
