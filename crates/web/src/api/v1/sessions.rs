//! The person's browsers.

use crate::extract::{ApiCaller, Key, Path};
use crate::{Answer, Web, api};
use app::identity::{EndOtherSessions, EndSession, MySessions};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::SessionId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_sessions))
        .routes(routes!(end_session))
        .routes(routes!(end_all_sessions))
}

/// A signed-in browser.
#[derive(Debug, Serialize, ToSchema)]
struct Session {
    /// Its id.
    #[schema(example = "ses_01jd0000000000000000000000")]
    id: String,
    /// What the browser calls itself.
    agent: String,
    /// Where it signed in from.
    address: String,
    /// When it signed in, UTC.
    started_at: String,
    /// When it was last seen, UTC, to the minute.
    seen_at: String,
}

/// How many browsers were signed out.
#[derive(Debug, Serialize, ToSchema)]
struct Ended {
    /// How many.
    count: u64,
}

/// The browsers in which the person is signed in, the most recently seen first.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "person", responses((status = 200, body = Vec<Session>)))]
async fn list_sessions(State(web): State<Web>, caller: ApiCaller) -> Answer {
    let sessions = web.app.read(&caller.actor, MySessions).await?;
    let shown: Vec<Session> = sessions
        .into_iter()
        .map(|one| Session {
            id: one.session.to_string(),
            agent: one.agent,
            address: one.address,
            started_at: one.started_at.iso_millis(),
            seen_at: one.seen_at.iso_millis(),
        })
        .collect();
    api::shown(&shown)
}

/// Signs one browser out.
#[utoipa::path(delete, path = "/api/v1/sessions/{session}", tag = "person", responses((status = 204)),
    params(("session" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("end_session"))))]
async fn end_session(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(session): Path<SessionId>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), EndSession { session }).await?;
    web.app.hub().end_session(session);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Signs all browsers out.
#[utoipa::path(post, path = "/api/v1/sessions/end-all", tag = "person", responses((status = 200, body = Ended)),
    params(("Idempotency-Key" = String, Header)), extensions(("x-command" = json!("end_other_sessions"))))]
async fn end_all_sessions(State(web): State<Web>, caller: ApiCaller, Key(key): Key) -> Answer {
    let ended = web.app.run(&caller.actor, Some(key), EndOtherSessions).await?;
    Ok(axum::Json(Ended { count: ended.count }).into_response())
}
