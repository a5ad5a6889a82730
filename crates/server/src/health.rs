//! `/healthz`: the process answers. `/readyz`: it can read, and what it writes will last.

use app::App;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

/// The two routes.
pub fn routes(app: App) -> Router {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready)).with_state(app)
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    if !app.db().takes_writes() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database takes no writes");
    }
    match app::operator::origin(app.db()).await {
        Ok(Some(_)) => (StatusCode::OK, "ready"),
        Ok(None) => (StatusCode::SERVICE_UNAVAILABLE, "not migrated"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
