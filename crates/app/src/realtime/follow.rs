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
/// How far back a whole reading looks: commits may become visible later than their time says.
const OVERLAP_SECONDS: i64 = 10;
/// How far back a reading looks when a bell rang. Under load ten seconds hold tens of thousands of changes.
const RECENT_MICROS: i64 = 500_000;
/// The longest between two whole readings while bells keep ringing. When they do not, every poll is whole.
const WHOLE_EVERY_SECONDS: i64 = 2;
/// How many times as long as a reading took the next one waits, so that readings take a tenth of a core at most.
const REST: u32 = 9;
/// No rest is longer: a hint arrives within a second whatever the load.
const LONGEST_REST: Duration = Duration::from_millis(500);
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
    let mut reading = Reading::begin(app.now());
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
            if rung_here == Bell::Stop {
                return;
            }
            tokio::time::sleep(GATHER).await;
            if rung_here == Bell::Here
                && let Err(fault) = app.db().ring(CHANNEL).await
            {
                tracing::warn!(%fault, "other processes could not be rung");
            }
            let took = reading.once(&app, rung_here == Bell::Poll).await;
            tokio::time::sleep((took * REST).min(LONGEST_REST)).await;
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
    Stop,
}

async fn wait(app: &App, notices: Option<&mut ::store::Notices>) -> Bell {
    let elsewhere = async {
        match notices {
            Some(notices) => notices.next().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = app.stopped() => Bell::Stop,
        () = app.wake().notified() => Bell::Here,
        told = elsewhere => if told.is_some() { Bell::Elsewhere } else {
            tokio::time::sleep(POLL).await;
            Bell::Broken
        },
        () = tokio::time::sleep(POLL) => Bell::Poll,
    }
}

/// What has been read.
struct Reading {
    started: Moment,
    /// When the last whole reading began.
    whole_at: Moment,
    seen: HashMap<ChangeId, Moment>,
}

impl Reading {
    fn begin(now: Moment) -> Self {
        Self { started: now, whole_at: now, seen: HashMap::new() }
    }

    /// Reads the table and tells the hub what is new; the answer is how long that took.
    async fn once(&mut self, app: &App, is_quiet: bool) -> Duration {
        let now = app.now();
        let is_whole = is_quiet || now.seconds_since(self.whole_at) >= WHOLE_EVERY_SECONDS;
        let from = match is_whole {
            true => now.plus_seconds(-OVERLAP_SECONDS),
            false => Moment::from_micros(now.micros() - RECENT_MICROS),
        };
        let from = from.max(self.started.plus_seconds(-1));
        let actor = Actor::job("follow_changes", app.request_id());
        match app.read(&actor, ChangesSince { from }).await {
            Ok(changes) => {
                for (change, hint) in changes {
                    if self.seen.insert(change, now).is_none()
                        && let Some(hint) = hint
                    {
                        app.hub().tell(hint);
                    }
                }
            }
            Err(refusal) => tracing::warn!(%refusal, "changes could not be read"),
        }
        if is_whole {
            self.whole_at = now;
            let forget = now.plus_seconds(-2 * OVERLAP_SECONDS);
            self.seen.retain(|_, at| *at > forget);
        }
        Duration::from_micros(u64::try_from(app.now().micros() - now.micros()).unwrap_or(0))
    }
}
