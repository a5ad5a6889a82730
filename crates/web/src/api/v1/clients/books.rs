//! A company's side: its accountants, its requests, leaving.

use super::{at, choice, done};
use crate::extract::{ApiCaller, Json, Key, Path, Problems};
use crate::{Answer, Web, api};
use app::access::Preset;
use app::clients::EndConnection;
use app::clients::list::ExternalAccess;
use app::clients::visits::CloseVisit;
use app::invitations::{SendInvitation, SentRequest, SentRequests, WithdrawInvitation};
use axum::extract::State;
use kernel::{BooksId, ConnectionId, EmailAddress, InvitationId, Page, Text500};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(connections))
        .routes(routes!(end_connection))
        .routes(routes!(requests, send_invitation))
        .routes(routes!(withdraw_invitation))
        .routes(routes!(leave_books))
}

/// A firm that may open the books, or could.
#[derive(Serialize, ToSchema)]
struct Connection {
    /// Its id.
    id: String,
    /// The firm.
    firm: String,
    /// Its branch.
    branch: String,
    /// The most that it may do.
    level: &'static str,
    /// Since when.
    started_at: String,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
    /// Who of the firm can enter.
    people: Vec<String>,
}

/// The firms that may open the books, then those that could.
#[utoipa::path(get, path = "/api/v1/books/{books}/connections", tag = "external access",
    params(("books" = String, Path)), responses((status = 200, body = api::Listed<Connection>)))]
async fn connections(State(web): State<Web>, caller: ApiCaller, Path(books): Path<BooksId>) -> Answer {
    let facts = web.app.read(&caller.actor, ExternalAccess { books }).await?;
    let row = |firm: app::clients::list::ConnectedFirm| Connection {
        id: firm.connection.connection.to_string(),
        firm: firm.connection.organisation_name,
        branch: firm.connection.branch_name,
        level: firm.connection.preset.word(),
        started_at: at(firm.connection.started_at),
        ended_at: firm.connection.ended_at.map(at),
        people: firm.people.into_iter().map(|one| one.name).collect(),
    };
    let rows = facts.connected.into_iter().chain(facts.past).map(row).collect();
    api::listed(Page { rows, next: None })
}

/// A word to the firm.
#[derive(Deserialize, ToSchema)]
struct Parting {
    /// The firm's log keeps it.
    #[serde(default)]
    message: Option<String>,
}

/// Ends a firm's access at once for its whole team.
#[utoipa::path(post, path = "/api/v1/books/{books}/connections/{connection}/end", tag = "external access",
    params(("books" = String, Path), ("connection" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = Parting, extensions(("x-command" = json!("end_connection"))), responses((status = 204)))]
async fn end_connection(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((books, connection)): Path<(BooksId, ConnectionId)>,
    Key(key): Key,
    Json(typed): Json<Parting>,
) -> Answer {
    let mut problems = Problems::default();
    let note = typed.message.as_deref().unwrap_or_default();
    let note = problems.take("message", Text500::parse_optional(note)).ok_or_else(|| problems.refusal())?;
    web.app.run(&caller.actor, Some(key), EndConnection { books, connection, note }).await?;
    done()
}

/// A request to an accountant, as its sender may know it.
#[derive(Serialize, ToSchema)]
struct Request {
    /// Its id.
    id: String,
    /// The address that was typed.
    email: String,
    /// The firm, once that may be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<String>,
    /// What is offered.
    level: &'static str,
    /// `sent`, `waiting`, `accepted`, `rejected`, `withdrawn` or `expired`.
    state: &'static str,
    /// When it was sent.
    sent_at: String,
    /// When it ends by itself.
    expires_at: String,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl From<SentRequest> for Request {
    fn from(one: SentRequest) -> Self {
        Self {
            id: one.invitation.to_string(),
            email: one.email,
            firm: one.firm,
            level: one.preset.word(),
            state: one.state.word(),
            sent_at: at(one.sent_at),
            expires_at: at(one.expires_at),
            reason: one.reason.map(|reason| reason.word()),
        }
    }
}

/// The company's requests to accountants, the latest first.
#[utoipa::path(get, path = "/api/v1/books/{books}/requests", tag = "external access",
    params(("books" = String, Path)), responses((status = 200, body = api::Listed<Request>)))]
async fn requests(State(web): State<Web>, caller: ApiCaller, Path(books): Path<BooksId>) -> Answer {
    let rows = web.app.read(&caller.actor, SentRequests { books }).await?;
    api::listed(Page { rows: rows.into_iter().map(Request::from).collect(), next: None })
}

/// A request to an accountant.
#[derive(Deserialize, ToSchema)]
struct NewRequest {
    /// The address of a branch, or of a person.
    email: String,
    /// `admin`, `accountant`, `bookkeeper` or `read_only`.
    level: String,
    /// A word to the accountant.
    #[serde(default)]
    message: Option<String>,
}

/// The request that was sent.
#[derive(Serialize, ToSchema)]
struct Sent {
    /// Its id.
    id: String,
    /// The firm, when the address is a branch's.
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<String>,
}

/// Invites an accountant. It lets somebody in, so the token must be young.
#[utoipa::path(post, path = "/api/v1/books/{books}/requests", tag = "external access",
    params(("books" = String, Path), ("Idempotency-Key" = String, Header)), request_body = NewRequest,
    extensions(("x-command" = json!("send_invitation"))), responses((status = 201, body = Sent)))]
async fn send_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Key(key): Key,
    Json(typed): Json<NewRequest>,
) -> Answer {
    let mut problems = Problems::default();
    let email = problems.take("email", EmailAddress::parse(&typed.email));
    let preset = problems.keep(choice::<Preset>("level", &typed.level))?;
    let message = typed.message.as_deref().unwrap_or_default();
    let message = problems.take("message", Text500::parse_optional(message));
    let (Some(email), Some(preset), Some(message)) = (email, preset, message) else {
        return Err(problems.refusal().into());
    };
    let command = SendInvitation { books, email, message, preset };
    let sent = web.app.run(&caller.actor, Some(key), command).await?;
    let body = Sent { id: sent.invitation.to_string(), firm: sent.firm };
    api::created(&format!("/api/v1/books/{books}/requests"), &body)
}

/// Takes a request back.
#[utoipa::path(post, path = "/api/v1/books/{books}/requests/{invitation}/withdraw", tag = "external access",
    params(("books" = String, Path), ("invitation" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("withdraw_invitation"))), responses((status = 204)))]
async fn withdraw_invitation(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((books, invitation)): Path<(BooksId, InvitationId)>,
    Key(key): Key,
) -> Answer {
    web.app.run(&caller.actor, Some(key), WithdrawInvitation { books, invitation }).await?;
    done()
}

/// `Back to Accountant`: ends this token's stay in the books.
#[utoipa::path(post, path = "/api/v1/books/{books}/leave", tag = "external access",
    params(("books" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("close_visit"))), responses((status = 204)))]
async fn leave_books(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Key(key): Key,
) -> Answer {
    web.app.run(&caller.actor, Some(key), CloseVisit { books }).await?;
    done()
}
