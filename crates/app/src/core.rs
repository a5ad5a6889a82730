//! [`App`]: the product without its skins. `run` changes something, `read` asks something.

use crate::audit::{SignerMemory, Views};
use crate::door::{Asking, Command, Denial, IdempotencyKey, Query, Running};
use crate::invitations::Openings;
use crate::keys::Keys;
use crate::realtime::Hub;
use crate::{Actor, access_denied};
use ::store::Db;
use kernel::{Clock, Entropy, Moment, Refusal, RequestId, id::uuid_v7};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

/// What the core needs to know and never changes while it runs.
pub struct Core {
    /// The server's own name, the first part of every audit tree's origin. Chosen once, at the first
    /// migration; never derived from a host or an address.
    pub origin: String,
    /// Where people reach the server, without a trailing slash.
    pub base_url: String,
    /// Link secrets and the signer.
    pub keys: Keys,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Unguessable bytes.
    pub entropy: Arc<dyn Entropy>,
    /// What the signer signed last, kept outside the database.
    pub signer_memory: Arc<dyn SignerMemory>,
}

/// The product without its skins. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Settings, keys, clock.
    pub core: Arc<Core>,
    db: Arc<Db>,
    hub: Hub,
    wake: Arc<tokio::sync::Notify>,
    views: Arc<Views>,
    stop: Arc<tokio::sync::watch::Sender<bool>>,
    openings: Arc<Openings>,
}

impl App {
    /// Over an open and migrated database.
    #[must_use]
    pub fn new(core: Core, db: Arc<Db>) -> Self {
        Self {
            core: Arc::new(core),
            db,
            hub: Hub::default(),
            wake: Arc::new(tokio::sync::Notify::new()),
            views: Arc::default(),
            stop: Arc::new(tokio::sync::watch::Sender::new(false)),
            openings: Arc::default(),
        }
    }

    /// The open streams of this process.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Pages that delegates opened and that are not in the log yet.
    #[must_use]
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// Mailed invitations that were opened and are not written down yet.
    #[must_use]
    pub fn openings(&self) -> &Openings {
        &self.openings
    }

    /// Rung after every commit; the workers wait on it, and poll besides.
    #[must_use]
    pub fn wake(&self) -> &Arc<tokio::sync::Notify> {
        &self.wake
    }

    /// Tells the workers to finish what they are at and to begin nothing more.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until [`App::stop`] has been called.
    pub async fn stopped(&self) {
        // The sender lives as long as this value, so that this ends by the stop alone.
        let _ = self.stop.subscribe().wait_for(|stopped| *stopped).await;
    }

    /// Waits for `ready`; false when the server stops first.
    pub(crate) async fn until(&self, ready: impl Future<Output = ()>) -> bool {
        tokio::select! {
            biased;
            () = self.stopped() => false,
            () = ready => true,
        }
    }

    /// The database, for jobs and for `check`; `web` never sees it.
    #[must_use]
    pub fn db(&self) -> &Arc<Db> {
        &self.db
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.core.clock.now()
    }

    /// A new request id.
    #[must_use]
    pub fn request_id(&self) -> RequestId {
        use kernel::Id as _;
        let mut random = [0; 10];
        random.copy_from_slice(&self.core.entropy.bytes()[..10]);
        RequestId::from_bytes(uuid_v7(self.now(), random))
    }

    /// Runs a command: one transaction, durable before the answer.
    pub async fn run<C: Command>(
        &self,
        actor: &Actor,
        key: Option<IdempotencyKey>,
        command: C,
    ) -> Result<C::Output, Refusal> {
        let denial = Arc::new(Mutex::new(None));
        let running = Running {
            command,
            actor: actor.clone(),
            key,
            core: self.core.clone(),
            now: self.now(),
            seed: self.core.entropy.bytes(),
            denial: denial.clone(),
        };
        let outcome = self.db.write(running).await;
        match &outcome {
            Ok(_) => self.wake.notify_waiters(),
            Err(refusal) => self.note_denial(actor, refusal, &denial).await,
        }
        outcome
    }

    /// Asks a question of one snapshot.
    pub async fn read<Q: Query>(&self, actor: &Actor, query: Q) -> Result<Q::Output, Refusal> {
        let denial = Arc::new(Mutex::new(None));
        let asking = Asking {
            query,
            actor: actor.clone(),
            core: self.core.clone(),
            now: self.now(),
            denial: denial.clone(),
        };
        let outcome = self.db.read(asking).await;
        if let Err(refusal) = &outcome {
            self.note_denial(actor, refusal, &denial).await;
        }
        outcome
    }

    /// Refusals of people with standing become leaves, in a transaction of their own.
    async fn note_denial(&self, actor: &Actor, refusal: &Refusal, denial: &Mutex<Option<Denial>>) {
        let denial = denial.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Besides a missing permission: a genuine link in the wrong hands, which is a rule.
        let (Refusal::Forbidden { .. } | Refusal::Rule { .. }, Some(denial)) = (refusal, denial) else {
            return;
        };
        let note = access_denied::NoteDenial { denial };
        let running = Running {
            command: note,
            actor: actor.clone(),
            key: None,
            core: self.core.clone(),
            now: self.now(),
            seed: self.core.entropy.bytes(),
            denial: Arc::new(Mutex::new(None)),
        };
        if let Err(refusal) = self.db.write(running).await {
            tracing::error!(%refusal, "a refusal could not be written to the log");
        }
    }
}
