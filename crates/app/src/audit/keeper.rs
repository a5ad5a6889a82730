//! What the logs need done by itself: copies for firms, looked-at pages, a signature now and then.

use crate::audit::check::TenantsAfter;
use crate::audit::copy::{CopyDelegatedActs, FirmsWithCopies};
use crate::audit::signer::checkpoint;
use crate::audit::views::write_views;
use crate::{Actor, App, Tenant};
use kernel::Refusal;
use std::time::Duration;

/// The longest that a delegated act waits for its copy when no commit rings.
const COPY: Duration = Duration::from_millis(500);
/// How often looked-at pages are written.
const VIEWS: Duration = Duration::from_secs(4);
/// How often grown logs are signed though nobody asked.
const SIGN: Duration = Duration::from_secs(3_600);

/// Copies waiting acts of all firms; the number of acts.
pub async fn copy_waiting(app: &App) -> Result<u64, Refusal> {
    let actor = Actor::job("audit", app.request_id());
    let mut copied = 0;
    for organisation in app.read(&actor, FirmsWithCopies).await? {
        copied += app.run(&actor, None, CopyDelegatedActs { organisation }).await?;
    }
    Ok(copied)
}

/// Signs every log that grew since it was signed. One log that is refused does not stop the others.
pub async fn sign_grown(app: &App) -> Result<(), Refusal> {
    let actor = Actor::job("audit", app.request_id());
    let mut after: Option<Tenant> = None;
    loop {
        let tenants = app.read(&actor, TenantsAfter { after, only_unsigned: true }).await?;
        let Some(last) = tenants.last().copied().filter(|last| Some(*last) != after) else { return Ok(()) };
        for tenant in tenants {
            if let Err(refusal) = checkpoint(app, &actor, tenant, None).await {
                tracing::error!(log = %tenant, %refusal, "a log could not be signed");
            }
        }
        after = Some(last);
    }
}

/// Keeps the logs until the server stops.
pub async fn keep(app: App) {
    tokio::join!(copies(&app), views(&app), signatures(&app));
}

async fn copies(app: &App) {
    // Whether a commit rang or the time is over: both mean to look.
    while app.until(async { _ = tokio::time::timeout(COPY, app.wake().notified()).await }).await {
        while copy_waiting(app).await.unwrap_or_else(|refusal| {
            tracing::warn!(%refusal, "delegated acts could not be copied");
            0
        }) > 0
        {}
    }
}

async fn views(app: &App) {
    let mut often = tokio::time::interval(VIEWS);
    while app.until(async { _ = often.tick().await }).await {
        write_views(app).await;
    }
    // What was looked at in the last seconds is in the log, too.
    write_views(app).await;
}

async fn signatures(app: &App) {
    let mut hourly = tokio::time::interval(SIGN);
    while app.until(async { _ = hourly.tick().await }).await {
        if let Err(refusal) = sign_grown(app).await {
            tracing::error!(%refusal, "the logs could not be signed");
        }
    }
}
