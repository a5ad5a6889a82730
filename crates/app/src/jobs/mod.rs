//! What happens by itself: tidying, and what the audit logs need.
//!
//! Owns: when a job runs. Promises: a job that failed runs again; two processes running the same job
//! do no harm, because a job is a command like any other. Never: decides anything by itself.

use crate::realtime::ForgetChanges;
use crate::{Actor, App};
use std::time::Duration;

/// How often old rows are forgotten.
const TIDY: Duration = Duration::from_secs(600);
/// How often it is looked whether a rejection has become final, an invitation's life has ended, or a mailed one
/// was opened.
const INVITATIONS: Duration = Duration::from_secs(1);
/// How often it is looked whether a visit has ended by itself. Access never waits for it.
const VISITS: Duration = Duration::from_secs(30);

/// Runs the jobs until the server stops, and finishes what runs then.
pub async fn run(app: App) {
    tokio::join!(tidy(&app), invitations(&app), visits(&app), crate::audit::keep(app.clone()));
}

async fn invitations(app: &App) {
    let mut look = tokio::time::interval(INVITATIONS);
    while app.until(async { _ = look.tick().await }).await {
        if let Err(refusal) = crate::invitations::settle_due(app).await {
            tracing::warn!(%refusal, "due invitations could not be read");
        }
        crate::invitations::write_openings(app).await;
    }
}

async fn visits(app: &App) {
    let mut look = tokio::time::interval(VISITS);
    while app.until(async { _ = look.tick().await }).await {
        if let Err(refusal) = crate::clients::visits::close_idle(app).await {
            tracing::warn!(%refusal, "idle visits could not be read");
        }
    }
}

async fn tidy(app: &App) {
    let mut tidy = tokio::time::interval(TIDY);
    while app.until(async { _ = tidy.tick().await }).await {
        let actor = Actor::job("tidy", app.request_id());
        if let Err(refusal) = app.run(&actor, None, ForgetChanges).await {
            tracing::warn!(%refusal, "old rows could not be forgotten");
        }
    }
}
