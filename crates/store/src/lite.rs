//! SQLite: one writer thread with group commit, some reader threads.
//!
//! The writer takes every command that queued up during the last sync, runs each in a savepoint,
//! commits once, and only then answers all of them. There is no artificial delay.

use crate::db::{Reading, Writing};
use crate::tx::{Inner, lite_fault};
use crate::{FaultPlan, Read, Stats, Tx};
use kernel::{Fault, FaultKind, Refusal};
use rusqlite::Connection;
use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::sync::oneshot;

/// The most commands in one commit.
const GROUP: usize = 256;
/// The most commands that may wait; more are refused as busy.
const QUEUE: usize = 4_096;
/// Quiet time after which the write-ahead log is folded into the database.
const IDLE: Duration = Duration::from_secs(5);

const PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma trusted_schema = off; pragma busy_timeout = 10000; pragma cache_size = -65536; pragma temp_store = memory;";

type ReadJob = Box<dyn FnOnce(&mut Connection) + Send>;

pub(crate) struct Lite {
    writer: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    readers: Mutex<Option<mpsc::Sender<ReadJob>>>,
    threads: Mutex<Vec<std::thread::JoinHandle<()>>>,
    waiting: Arc<AtomicUsize>,
    /// Set after a failed sync: what the disk holds is unknown until a restart.
    broken: Arc<AtomicBool>,
    stats: Arc<Stats>,
    faults: Arc<FaultPlan>,
}

trait Job: Send {
    fn run(&mut self, conn: &mut Connection, stats: &Stats, faults: &FaultPlan) -> bool;
    fn done(self: Box<Self>, commit: Result<(), Fault>);
}

struct Pending<W: Writing> {
    work: W,
    outcome: Option<Result<W::Out, Refusal>>,
    back: oneshot::Sender<Result<W::Out, Refusal>>,
}

/// Runs a future that may only await its own transaction, which never waits.
fn poll_once<T>(future: impl Future<Output = Result<T, Refusal>>) -> Result<T, Refusal> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => {
            Err(Fault::internal("a command awaited something other than its transaction").into())
        }
    }
}

impl<W: Writing> Job for Pending<W> {
    fn run(&mut self, conn: &mut Connection, stats: &Stats, faults: &FaultPlan) -> bool {
        let work = &self.work;
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut tx = Tx::new(Inner::Lite(conn), stats, faults);
            poll_once(work.run(&mut tx))
        }));
        let outcome = caught.unwrap_or_else(|_| Err(Fault::internal("a command panicked").into()));
        let outcome = outcome.and_then(|out| faults.end().map(|()| out).map_err(Refusal::from));
        let good = outcome.is_ok();
        self.outcome = Some(outcome);
        good
    }

    fn done(self: Box<Self>, commit: Result<(), Fault>) {
        let answer = match (self.outcome, commit) {
            (Some(Err(refusal)), _) => Err(refusal),
            (_, Err(fault)) => Err(fault.into()),
            (Some(Ok(out)), Ok(())) => Ok(out),
            (None, Ok(())) => Err(Fault::internal("the command was not run").into()),
        };
        // The caller may have gone away; the work is committed all the same.
        let _ = self.back.send(answer);
    }
}

fn open(path: &Path, writes: bool, max_pages: Option<u32>) -> Result<Connection, Fault> {
    let fault = |error: rusqlite::Error| lite_fault(&error);
    let conn = Connection::open(path).map_err(fault)?;
    conn.execute_batch(PRAGMAS).map_err(fault)?;
    if !writes {
        conn.execute_batch("pragma query_only = on").map_err(fault)?;
    }
    if let Some(pages) = max_pages {
        conn.execute_batch(&format!("pragma max_page_count = {pages}")).map_err(fault)?;
    }
    conn.set_prepared_statement_cache_capacity(512);
    Ok(conn)
}

impl Lite {
    pub(crate) fn open(path: &Path, readers: usize, max_pages: Option<u32>) -> Result<Self, Fault> {
        let (stats, faults) = (Arc::new(Stats::default()), Arc::new(FaultPlan::default()));
        let (waiting, broken) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let mut threads = Vec::new();
        let (writer, jobs) = mpsc::channel();
        let conn = open(path, true, max_pages)?;
        let state = Writer {
            stats: stats.clone(),
            faults: faults.clone(),
            waiting: waiting.clone(),
            broken: broken.clone(),
        };
        threads.push(spawn("db-writer", move || state.serve(conn, &jobs))?);
        let (reader, jobs) = mpsc::channel::<ReadJob>();
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..readers.max(1) {
            let (mut conn, jobs) = (open(path, false, None)?, jobs.clone());
            threads.push(spawn(&format!("db-reader-{number}"), move || {
                loop {
                    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(job) = job else { break };
                    job(&mut conn);
                }
            })?);
        }
        Ok(Self {
            writer: Mutex::new(Some(writer)),
            readers: Mutex::new(Some(reader)),
            threads: Mutex::new(threads),
            waiting,
            broken,
            stats,
            faults,
        })
    }

    pub(crate) fn stats(&self) -> &Stats {
        &self.stats
    }

    pub(crate) fn faults(&self) -> &FaultPlan {
        &self.faults
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken.load(SeqCst)
    }

    pub(crate) async fn write<W: Writing>(&self, work: W) -> Result<W::Out, Refusal> {
        if self.is_broken() {
            return Err(Fault {
                kind: FaultKind::ReadOnly,
                detail: "a sync failed; restart to go on".into(),
            }
            .into());
        }
        if self.waiting.fetch_add(1, SeqCst) >= QUEUE {
            self.waiting.fetch_sub(1, SeqCst);
            return Err(Fault { kind: FaultKind::Busy, detail: "the queue of writes is full".into() }.into());
        }
        let (back, answer) = oneshot::channel();
        let job = Box::new(Pending { work, outcome: None, back });
        let sent = self.writer.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|to| to.send(job));
        match sent {
            Some(Ok(())) => answer.await.unwrap_or_else(|_| Err(closed().into())),
            _ => Err(closed().into()),
        }
    }

    pub(crate) async fn read<R: Reading>(&self, query: R) -> Result<R::Out, Refusal> {
        let (back, answer) = oneshot::channel();
        let (stats, faults) = (self.stats.clone(), self.faults.clone());
        let job: ReadJob = Box::new(move |conn| {
            let _ = back.send(snapshot(conn, &query, &stats, &faults));
        });
        let sent =
            self.readers.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|to| to.send(job));
        match sent {
            Some(Ok(())) => answer.await.unwrap_or_else(|_| Err(Fault::internal("a query panicked").into())),
            _ => Err(closed().into()),
        }
    }

    /// Finishes what is queued, folds the log into the database and ends the threads.
    pub(crate) fn close(&self) {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).take();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // A reader that panicked has already told its caller.
            let _ = thread.join();
        }
    }
}

fn closed() -> Fault {
    Fault { kind: FaultKind::Unavailable, detail: "the database is closed".into() }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<std::thread::JoinHandle<()>, Fault> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body).map_err(Fault::internal)
}

/// One snapshot: a deferred transaction that only reads.
fn snapshot<R: Reading>(
    conn: &mut Connection,
    query: &R,
    stats: &Stats,
    faults: &FaultPlan,
) -> Result<R::Out, Refusal> {
    let control = |conn: &Connection, text: &str| -> Result<(), Fault> {
        conn.prepare_cached(text)
            .and_then(|mut s| s.execute([]))
            .map(|_| ())
            .map_err(|error| lite_fault(&error))
    };
    control(conn, "begin")?;
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut read = Read::new(Inner::Lite(conn), stats, faults);
        poll_once(query.read(&mut read))
    }));
    control(conn, "commit")?;
    caught.unwrap_or_else(|_| Err(Fault::internal("a query panicked").into()))
}

struct Writer {
    stats: Arc<Stats>,
    faults: Arc<FaultPlan>,
    waiting: Arc<AtomicUsize>,
    broken: Arc<AtomicBool>,
}

impl Writer {
    fn serve(&self, mut conn: Connection, jobs: &mpsc::Receiver<Box<dyn Job>>) {
        let mut dirty = false;
        loop {
            match jobs.recv_timeout(IDLE) {
                Ok(first) => {
                    self.group(&mut conn, first, jobs);
                    dirty = true;
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if std::mem::take(&mut dirty) {
                        fold(&conn);
                    }
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    fold(&conn);
                    return;
                }
            }
        }
    }

    /// Runs everything that waits, commits once, then answers.
    fn group(&self, conn: &mut Connection, first: Box<dyn Job>, jobs: &mpsc::Receiver<Box<dyn Job>>) {
        let mut ran: Vec<Box<dyn Job>> = Vec::new();
        let mut good = 0;
        let mut state = step(conn, "begin immediate");
        let mut next = Some(first);
        while let Some(mut job) = next.take() {
            self.waiting.fetch_sub(1, SeqCst);
            if state.is_ok() {
                match self.one(conn, &mut *job) {
                    Ok(true) => good += 1,
                    Ok(false) => {}
                    Err(fault) => state = Err(fault),
                }
            }
            ran.push(job);
            if state.is_ok() && ran.len() < GROUP {
                next = jobs.try_recv().ok();
            }
        }
        if state.is_ok() {
            state = step(conn, "commit");
            if let Err(fault) = &state {
                tracing::error!(%fault, "a group commit failed");
                self.broken.store(fault.detail.contains("disk I/O"), SeqCst);
            }
        }
        if state.is_err() && !conn.is_autocommit() {
            let _ = conn.execute_batch("rollback");
        }
        Stats::add(&self.stats.commits, 1);
        Stats::add(&self.stats.writes, good);
        for job in ran {
            job.done(state.clone());
        }
    }

    /// One command in its savepoint. `Err` when the engine gave up the whole transaction.
    fn one(&self, conn: &mut Connection, job: &mut dyn Job) -> Result<bool, Fault> {
        step(conn, "savepoint command")?;
        let good = job.run(conn, &self.stats, &self.faults);
        if !good {
            // A full disk or a failed write may have rolled everything back already.
            if conn.is_autocommit() {
                return Err(Fault {
                    kind: FaultKind::ReadOnly,
                    detail: "sqlite gave up the transaction".into(),
                });
            }
            step(conn, "rollback to command")?;
        }
        step(conn, "release command")?;
        Ok(good)
    }
}

fn step(conn: &Connection, text: &str) -> Result<(), Fault> {
    conn.prepare_cached(text).and_then(|mut s| s.execute([])).map(|_| ()).map_err(|error| lite_fault(&error))
}

fn fold(conn: &Connection) {
    if let Err(error) = conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())) {
        tracing::warn!(%error, "the write-ahead log could not be folded");
    }
}
