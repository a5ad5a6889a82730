//! [`Db`]: the same calls on either engine.

use crate::lite::Lite;
use crate::pg::Pg;
use crate::{Engine, FaultPlan, Figures, Read, Tx};
use kernel::{Fault, FaultKind, Refusal};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// A unit of work. `&self`, because it runs again after a lost race.
pub trait Writing: Send + Sync + 'static {
    /// What it answers.
    type Out: Send + 'static;
    /// Does the work. Nothing may be awaited here but the transaction.
    fn run(&self, tx: &mut Tx<'_>) -> impl Future<Output = Result<Self::Out, Refusal>> + Send;
}

/// A question to one snapshot.
pub trait Reading: Send + Sync + 'static {
    /// What it answers.
    type Out: Send + 'static;
    /// Asks. Nothing may be awaited here but the snapshot.
    fn read(&self, read: &mut Read<'_>) -> impl Future<Output = Result<Self::Out, Refusal>> + Send;
}

/// Where the database is and how much of the machine it may use.
#[derive(Debug, Clone)]
pub enum DbOptions {
    /// A file on this machine.
    Sqlite {
        /// The database file; made when missing.
        path: PathBuf,
        /// Reader threads.
        readers: usize,
        /// The most pages of the file, to test a full disk.
        max_pages: Option<u32>,
    },
    /// A server that speaks PostgreSQL's protocol.
    Postgres {
        /// `postgres://user:password@host/database`.
        url: String,
        /// Pooled connections.
        connections: usize,
    },
}

impl DbOptions {
    /// The embedded engine with what suits this machine.
    pub fn sqlite(path: impl AsRef<Path>) -> Self {
        let readers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        Self::Sqlite { path: path.as_ref().to_owned(), readers, max_pages: None }
    }
    /// PostgreSQL with a pool of 16.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::Postgres { url: url.into(), connections: 16 }
    }
}

pub(crate) enum Arm {
    Lite(Lite),
    Pg(Box<Pg>),
}

/// An open database.
pub struct Db {
    pub(crate) arm: Arm,
    pub(crate) options: DbOptions,
    /// Set by a write for which there was no room.
    full: AtomicBool,
}

impl Db {
    /// Opens it; the schema is [`Db::migrate`]'s business.
    pub fn open(options: DbOptions) -> Result<Self, Fault> {
        let arm = match &options {
            DbOptions::Sqlite { path, readers, max_pages } => {
                Arm::Lite(Lite::open(path, *readers, *max_pages)?)
            }
            DbOptions::Postgres { url, connections } => Arm::Pg(Box::new(Pg::open(url, *connections)?)),
        };
        Ok(Self { arm, options, full: AtomicBool::new(false) })
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.arm {
            Arm::Lite(_) => Engine::Sqlite,
            Arm::Pg(_) => Engine::Postgres,
        }
    }

    /// Runs a unit of work and answers when it is durable.
    pub async fn write<W: Writing>(&self, work: W) -> Result<W::Out, Refusal> {
        let outcome = match &self.arm {
            Arm::Lite(lite) => lite.write(work).await,
            Arm::Pg(pg) => pg.write(work).await,
        };
        if let Err(Refusal::Fault(fault)) = &outcome
            && fault.kind == FaultKind::ReadOnly
        {
            self.full.store(true, SeqCst);
        }
        outcome
    }

    /// Asks one snapshot.
    pub async fn read<R: Reading>(&self, query: R) -> Result<R::Out, Refusal> {
        match &self.arm {
            Arm::Lite(lite) => lite.read(query).await,
            Arm::Pg(pg) => pg.read(query).await,
        }
    }

    /// The counters since the start.
    #[must_use]
    pub fn figures(&self) -> Figures {
        match &self.arm {
            Arm::Lite(lite) => lite.stats().figures(),
            Arm::Pg(pg) => pg.stats().figures(),
        }
    }

    /// Failure on purpose, for the tests.
    #[must_use]
    pub fn faults(&self) -> &FaultPlan {
        match &self.arm {
            Arm::Lite(lite) => lite.faults(),
            Arm::Pg(pg) => pg.faults(),
        }
    }

    /// Whether a write found no room. Small writes may still fit, so that only whoever has tried a larger
    /// one says that there is room again: [`Db::found_room`].
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.full.load(SeqCst)
    }

    /// A write that needs room has found some.
    pub fn found_room(&self) {
        self.full.store(false, SeqCst);
    }

    /// False once a sync has failed: then nothing is accepted until a restart.
    #[must_use]
    pub fn takes_writes(&self) -> bool {
        match &self.arm {
            Arm::Lite(lite) => !lite.is_broken(),
            Arm::Pg(_) => true,
        }
    }

    /// Notices sent to `channel` by any process; `None` on the embedded engine, which has one process.
    pub async fn listen(&self, channel: &str) -> Result<Option<crate::Notices>, Fault> {
        match &self.arm {
            Arm::Lite(_) => Ok(None),
            Arm::Pg(pg) => pg.listen(channel).await.map(Some),
        }
    }

    /// Rings the other processes that [`Db::listen`] to `channel`; nothing to do on the embedded engine.
    /// Never inside a business transaction: PostgreSQL would make commits queue behind it.
    pub async fn ring(&self, channel: &str) -> Result<(), Fault> {
        match &self.arm {
            Arm::Lite(_) => Ok(()),
            Arm::Pg(pg) => pg.ring(channel).await,
        }
    }

    /// Finishes what is queued and lets go of the files.
    pub fn close(&self) {
        match &self.arm {
            Arm::Lite(lite) => lite.close(),
            Arm::Pg(pg) => pg.pool.close(),
        }
    }
}
