//! Following the table of changes: the poll is the guarantee, bells only make it faster.

use crate::door::{Door, Query};
use crate::realtime::{Hint, Topic, store};
use crate::{Actor, App};
use kernel::{ChangeId, Moment, Refusal};
use std::collections::HashMap;
use std::time::Duration;

/// How long hints may gather before they leave together.
const GATHER: Duration = Duration::from_millis(20);
/// How often the table is read when no bell rings.
const POLL: Duration = Duration::from_millis(250);
/// How far back each reading looks: commits may become visible later than their time says.
const OVERLAP_SECONDS: i64 = 10;
/// The channel on which processes ring each other.
const CHANNEL: &str = "countinghouse_changes";

/// Changes noted since an instant.
struct ChangesSince {
    from: Moment,
}

impl Query for ChangesSince {
    type Output = Vec<(ChangeId, Option<Hint>)>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Self::Output, Refusal> {
        let changes = store::since(door.read(), self.from).await?;
        Ok(changes
            .iter()
            .map(|change| {
                let hint = store::tenant_of(change).zip(Topic::from_word(&change.topic));
                (change.change, hint.map(|(tenant, topic)| Hint { tenant, topic }))
            })
            .collect())
    }
}

/// Tells the hub of this process about every change, whoever made it. Runs until the server stops.
pub async fn follow(app: App) {
    let mut seen: HashMap<ChangeId, Moment> = HashMap::new();
    let started = app.now();
    loop {
        // A broken session of notices only costs speed; it is opened again after a poll.
        let mut notices = match app.db().listen(CHANNEL).await {
            Ok(notices) => notices,
            Err(fault) => {
                tracing::warn!(%fault, "no notices from other processes; polling only");
                None
            }
        };
        let quiet_until = app.now().plus_seconds(30);
        loop {
            let rung_here = wait(&app, notices.as_mut()).await;
            tokio::time::sleep(GATHER).await;
            if rung_here == Bell::Here
                && let Err(fault) = app.db().ring(CHANNEL).await
            {
                tracing::warn!(%fault, "other processes could not be rung");
            }
            read_once(&app, started, &mut seen).await;
            let lost = notices.is_none() || rung_here == Bell::Broken;
            if lost && app.now() > quiet_until && app.db().engine() == ::store::Engine::Postgres {
                break;
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Bell {
    Here,
    Elsewhere,
    Poll,
    Broken,
}

async fn wait(app: &App, notices: Option<&mut ::store::Notices>) -> Bell {
    let elsewhere = async {
        match notices {
            Some(notices) => notices.next().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = app.wake().notified() => Bell::Here,
        told = elsewhere => if told.is_some() { Bell::Elsewhere } else {
            tokio::time::sleep(POLL).await;
            Bell::Broken
        },
        () = tokio::time::sleep(POLL) => Bell::Poll,
    }
}

async fn read_once(app: &App, started: Moment, seen: &mut HashMap<ChangeId, Moment>) {
    let now = app.now();
    let from = now.plus_seconds(-OVERLAP_SECONDS).max(started.plus_seconds(-1));
    let actor = Actor::job("follow_changes", app.request_id());
    match app.read(&actor, ChangesSince { from }).await {
        Ok(changes) => {
            for (change, hint) in changes {
                if seen.insert(change, now).is_none()
                    && let Some(hint) = hint
                {
                    app.hub().tell(hint);
                }
            }
            let forget = now.plus_seconds(-3 * OVERLAP_SECONDS);
            seen.retain(|_, at| *at > forget);
        }
        Err(refusal) => tracing::warn!(%refusal, "changes could not be read"),
    }
}
