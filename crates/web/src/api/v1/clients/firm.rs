//! A firm's clients.

use super::{Reason, Wish, at, choice, done, in_branch};
use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path, Problems};
use crate::{Answer, Web, api};
use app::clients::list::{Assignment, ClientPage, ClientRow, ClientState, Clients, WayToBooks};
use app::clients::visits::{OpenBooks, Place};
use app::clients::{DisconnectClient, DisconnectReason};
use axum::extract::State;
use kernel::{ConnectionId, OrganisationId, Text500};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(clients))
        .routes(routes!(client))
        .routes(routes!(open_books))
        .routes(routes!(disconnect_client))
}

/// A client of a firm.
#[derive(Serialize, ToSchema)]
struct Client {
    /// The connection, by which the firm names the client.
    connection: String,
    /// Its books.
    books: String,
    /// The company.
    name: String,
    /// Its owner.
    owner: String,
    /// The owner's address.
    owner_email: String,
    /// Its branch.
    branch: String,
    /// The base currency.
    currency: String,
    /// The most that the client gave: `admin`, `accountant`, `bookkeeper`, `read_only`.
    level: &'static str,
    /// `client` or `firm`.
    payer: String,
    /// Since when.
    connected_at: String,
    /// When the connection ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
    /// When the caller last opened the books.
    #[serde(skip_serializing_if = "Option::is_none")]
    opened_at: Option<String>,
    /// `go_to`, `set_up_access`, `closed` or `ended`: what the caller may do.
    way: &'static str,
}

impl From<ClientRow> for Client {
    fn from(row: ClientRow) -> Self {
        Self {
            connection: row.connection.to_string(),
            books: row.books.to_string(),
            name: row.name,
            owner: row.owner_name,
            owner_email: row.owner_email,
            branch: row.branch.to_string(),
            currency: row.currency,
            level: row.preset.word(),
            payer: row.payer,
            connected_at: at(row.connected_at),
            ended_at: row.ended_at.map(at),
            opened_at: row.last_opened_at.map(at),
            way: match row.way {
                WayToBooks::GoTo => "go_to",
                WayToBooks::SetUpAccess => "set_up_access",
                WayToBooks::Closed => "closed",
                WayToBooks::Ended => "ended",
            },
        }
    }
}

/// The clients that the caller sees, by name, or by the words searched for.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/clients", tag = "client",
    params(("organisation" = String, Path), Wish), responses((status = 200, body = api::Listed<Client>)))]
async fn clients(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
    Parameters(wish): Parameters<Wish>,
    paging: Paging,
) -> Answer {
    let asked = Clients {
        organisation,
        branch: in_branch(wish.branch.as_deref())?,
        search: wish.search,
        state: choice::<ClientState>("state", wish.state.as_deref().unwrap_or("active"))?,
        after: paging.after,
        size: paging.size,
    };
    api::listed(web.app.read(&caller.actor, asked).await?.map(Client::from))
}

/// A member of the firm with access to a client.
#[derive(Serialize, ToSchema)]
struct Accountant {
    /// Who.
    user: String,
    /// Her name.
    name: String,
    /// Whether she leads.
    primary: bool,
    /// What she may do, within what the client gave.
    level: &'static str,
    /// When it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<String>,
}

impl From<Assignment> for Accountant {
    fn from(one: Assignment) -> Self {
        Self {
            user: one.user.to_string(),
            name: one.name,
            primary: one.is_primary,
            level: one.preset.word(),
            ends_at: one.ends_at.map(at),
        }
    }
}

/// A client with its accountants.
#[derive(Serialize, ToSchema)]
struct WholeClient {
    /// The client.
    client: Client,
    /// Who of the firm may open the books.
    accountants: Vec<Accountant>,
}

/// A client, and who of the firm may open its books.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/clients/{connection}", tag = "client",
    params(("organisation" = String, Path), ("connection" = String, Path)), responses((status = 200, body = WholeClient)))]
async fn client(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, connection)): Path<(OrganisationId, ConnectionId)>,
) -> Answer {
    let found = web.app.read(&caller.actor, ClientPage { organisation, connection }).await?;
    let accountants = found.people.into_iter().map(Accountant::from).collect();
    api::shown(&WholeClient { client: found.row.into(), accountants })
}

/// The books that were opened.
#[derive(Serialize, ToSchema)]
struct Opened {
    /// Which.
    books: String,
    /// The stay, as both logs name it.
    visit: String,
}

/// `Go To`: opens the client's books for this token, until they are left, an hour is idle or eight have passed.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/clients/{connection}/open", tag = "client",
    params(("organisation" = String, Path), ("connection" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("open_books"))), responses((status = 200, body = Opened)))]
async fn open_books(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, connection)): Path<(OrganisationId, ConnectionId)>,
    Key(key): Key,
) -> Answer {
    let came_from = Place::within(organisation, "");
    let open = OpenBooks { organisation, connection, came_from };
    let opened = web.app.run(&caller.actor, Some(key), open).await?;
    api::shown(&Opened { books: opened.books.to_string(), visit: opened.visit.to_string() })
}

/// Ends the connection at once for the whole team. Reasons: `client_request`, `business_closed`,
/// `switched_accountants`, `non_payment`, `service_ended`, `other`, which needs a message.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/clients/{connection}/disconnect", tag = "client",
    params(("organisation" = String, Path), ("connection" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = Reason, extensions(("x-command" = json!("disconnect_client"))), responses((status = 204)))]
async fn disconnect_client(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((organisation, connection)): Path<(OrganisationId, ConnectionId)>,
    Key(key): Key,
    Json(typed): Json<Reason>,
) -> Answer {
    let mut problems = Problems::default();
    let reason = problems.keep(choice::<DisconnectReason>("reason", &typed.reason))?;
    let note = typed.message.as_deref().unwrap_or_default();
    let note = problems.take("message", Text500::parse_optional(note));
    let (reason, note) = reason.zip(note).ok_or_else(|| problems.refusal())?;
    web.app
        .run(&caller.actor, Some(key), DisconnectClient { organisation, connection, reason, note })
        .await?;
    done()
}
