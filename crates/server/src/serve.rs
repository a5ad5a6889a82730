//! `serve`: the house open to people and programs, until somebody asks it to stop.

use crate::house::Opened;
use crate::settings::Settings;
use crate::{Trouble, health, listen, logging};
use app::App;
use app::identity::Passwords;
use app::mail::PostOffice;
use mail::{FolderPost, Mailbox, SmtpConfig, SmtpPost, Transport};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// How long a worker may take to finish what it is at: a letter that is being delivered, say.
const FINISH: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or Ctrl-C.
pub async fn serve(settings: Settings) -> Result<(), Trouble> {
    logging::start(&settings);
    let opened = Opened::open(&settings, None).await?;
    let app = opened.into_app(&settings);
    let listener = bind(&settings).await?;
    let workers = start_workers(&app, &settings)?;
    let router = router(&app, &settings, false)?;
    tracing::info!(address = %settings.listen, base_url = settings.base_url, name = app.core.origin, "serving");
    run(listener, router, &app, workers).await;
    Ok(())
}

/// Takes the port, and says in words when it cannot.
pub async fn bind(settings: &Settings) -> Result<TcpListener, Trouble> {
    TcpListener::bind(settings.listen)
        .await
        .map_err(|error| Trouble::new(&format!("Cannot listen on {}", settings.listen), error))
}

/// Every route.
pub fn router(app: &App, settings: &Settings, demo: bool) -> Result<axum::Router, Trouble> {
    let passwords =
        Passwords::new(app.core.entropy.clone()).map_err(|fault| Trouble::new("Passwords", fault))?;
    let mut web_settings = web::Settings::new(&settings.base_url);
    web_settings.support.clone_from(&settings.support);
    web_settings.behind_proxy = settings.behind_proxy;
    web_settings.mails = demo.then(|| FolderPost::new(&settings.data));
    let web = web::Web::new(app.clone(), passwords, web_settings);
    Ok(web::router(web).merge(health::routes(app.clone())))
}

/// Starts what works beside the requests: mail, live updates, jobs.
pub fn start_workers(app: &App, settings: &Settings) -> Result<JoinSet<()>, Trouble> {
    let from = Mailbox::new(Some("Countinghouse"), &settings.mail_from)
        .map_err(|error| Trouble::new("--mail-from", error))?;
    let post = PostOffice::new(app.clone(), transport(settings)?, from);
    let mut workers = JoinSet::new();
    workers.spawn(post.run());
    workers.spawn(app::realtime::follow(app.clone()));
    workers.spawn(app::jobs::run(app.clone()));
    Ok(workers)
}

fn transport(settings: &Settings) -> Result<Transport, Trouble> {
    match &settings.smtp {
        None => Ok(Transport::Folder(FolderPost::new(&settings.data))),
        Some(url) => {
            let config: SmtpConfig = url.parse().map_err(|error| Trouble::new("--smtp", error))?;
            Ok(Transport::Smtp(SmtpPost::new(config).map_err(|error| Trouble::new("--smtp", error))?))
        }
    }
}

/// Serves until asked to stop; then streams are told to reconnect, requests finish, the workers finish what
/// they are at, the database closes: each after what needs it.
pub async fn run(listener: TcpListener, router: axum::Router, app: &App, mut workers: JoinSet<()>) {
    let hub = app.hub().clone();
    listen::serve(listener, router, stop_asked(), move || hub.end_all()).await;
    app.stop();
    let finished = async { while workers.join_next().await.is_some() {} };
    if tokio::time::timeout(FINISH, finished).await.is_err() {
        tracing::warn!("a worker did not finish in time");
        workers.shutdown().await;
    }
    app.db().close();
    tracing::info!("stopped");
}

async fn stop_asked() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be heard; Ctrl-C stops the server");
            let _ = interrupt.await;
        }
    }
}
