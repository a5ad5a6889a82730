//! PostgreSQL: a pool; every write is one transaction, run again after a lost race.

use crate::db::{Reading, Writing};
use crate::flight::Flight;
use crate::tx::{Inner, pg_fault};
use crate::{FaultPlan, Read, Stats, Tx};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use kernel::{Fault, FaultKind, Refusal};
use std::time::Duration;

/// How often a command that lost a race runs again before the caller hears `busy`.
const RETRIES: u32 = 8;
/// How a question begins: one snapshot, and no way to write.
const SNAPSHOT: &str = "begin isolation level repeatable read read only";

pub(crate) struct Pg {
    pub(crate) pool: Pool,
    pub(crate) config: tokio_postgres::Config,
    stats: Stats,
    faults: FaultPlan,
}

impl Pg {
    pub(crate) fn open(url: &str, connections: usize) -> Result<Self, Fault> {
        let mut config: tokio_postgres::Config = url.parse().map_err(Fault::internal)?;
        config.application_name("countinghouse");
        let settings = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if wants_tls(&config) {
            Manager::from_config(config.clone(), tls()?, settings)
        } else {
            Manager::from_config(config.clone(), tokio_postgres::NoTls, settings)
        };
        let pool = Pool::builder(manager)
            .max_size(connections)
            .wait_timeout(Some(Duration::from_secs(10)))
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .build()
            .map_err(Fault::internal)?;
        Ok(Self { pool, config, stats: Stats::default(), faults: FaultPlan::default() })
    }

    pub(crate) fn stats(&self) -> &Stats {
        &self.stats
    }

    pub(crate) fn faults(&self) -> &FaultPlan {
        &self.faults
    }

    pub(crate) async fn client(&self) -> Result<deadpool_postgres::Object, Fault> {
        self.pool.get().await.map_err(|error| match error {
            deadpool_postgres::PoolError::Timeout(_) => {
                Fault { kind: FaultKind::Busy, detail: "no connection came free".into() }
            }
            other => Fault { kind: FaultKind::Unavailable, detail: other.to_string() },
        })
    }

    pub(crate) async fn write<W: Writing>(&self, work: W) -> Result<W::Out, Refusal> {
        let mut tries = 0;
        loop {
            match self.attempt(&work).await {
                Err(Refusal::Fault(fault)) if fault.kind == FaultKind::Race && tries < RETRIES => {
                    tries += 1;
                    Stats::add(&self.stats.retries, 1);
                    tracing::debug!(%fault, tries, "a command lost a race and runs again");
                    tokio::time::sleep(Duration::from_millis(1 << tries.min(6))).await;
                }
                Err(Refusal::Fault(fault)) if fault.kind == FaultKind::Race => {
                    return Err(Fault { kind: FaultKind::Busy, detail: fault.detail }.into());
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt<W: Writing>(&self, work: &W) -> Result<W::Out, Refusal> {
        let mut flight = Flight::new(self.client().await?, "begin");
        let outcome = work.run(&mut Tx::new(Inner::Pg(&mut flight), &self.stats, &self.faults)).await;
        match outcome.and_then(|out| self.faults.end().map(|()| out).map_err(Refusal::from)) {
            Ok(out) => {
                Stats::add(&self.stats.round_trips, 1);
                flight.commit().await?;
                Stats::add(&self.stats.commits, 1);
                Stats::add(&self.stats.writes, 1);
                Ok(out)
            }
            Err(refusal) => {
                flight.rollback().await;
                Err(refusal)
            }
        }
    }

    pub(crate) async fn read<R: Reading>(&self, query: R) -> Result<R::Out, Refusal> {
        let mut flight = Flight::new(self.client().await?, SNAPSHOT);
        let out = query.read(&mut Read::new(Inner::Pg(&mut flight), &self.stats, &self.faults)).await;
        // Nothing was written: how the snapshot ends cannot change the answer.
        flight.rollback().await;
        out
    }
}

impl Pg {
    /// Sends a notice to `channel`.
    pub(crate) async fn ring(&self, channel: &str) -> Result<(), Fault> {
        let client = self.client().await?;
        client.batch_execute(&format!("notify {channel}")).await.map_err(|error| pg_fault(&error))
    }

    /// A session outside the pool, as the login and not under the role of the transactions.
    pub(crate) async fn login(&self) -> Result<tokio_postgres::Client, Fault> {
        let (notice, _nobody) = tokio::sync::mpsc::channel(1);
        self.connect(notice).await
    }

    async fn connect(&self, notice: tokio::sync::mpsc::Sender<()>) -> Result<tokio_postgres::Client, Fault> {
        if wants_tls(&self.config) {
            let connected = self.config.connect(tls()?).await;
            let (client, connection) = connected.map_err(|error| pg_fault(&error))?;
            tokio::spawn(pass_on(connection, notice));
            Ok(client)
        } else {
            let connected = self.config.connect(tokio_postgres::NoTls).await;
            let (client, connection) = connected.map_err(|error| pg_fault(&error))?;
            tokio::spawn(pass_on(connection, notice));
            Ok(client)
        }
    }

    /// Notices sent to `channel` by any process. They end when the connection breaks:
    /// the caller asks again, and its own slow poll bridges the gap.
    pub(crate) async fn listen(&self, channel: &str) -> Result<Notices, Fault> {
        let (notice, notices) = tokio::sync::mpsc::channel(1);
        let client = self.connect(notice).await?;
        client.batch_execute(&format!("listen {channel}")).await.map_err(|error| pg_fault(&error))?;
        Ok(Notices { notices, _session: client })
    }
}

/// `sslmode=require` in the address: the server must show a certificate that this machine trusts.
fn wants_tls(config: &tokio_postgres::Config) -> bool {
    config.get_ssl_mode() == tokio_postgres::config::SslMode::Require
}

fn tls() -> Result<tokio_postgres_rustls::MakeRustlsConnect, Fault> {
    let (connector, unreadable) =
        tokio_postgres_rustls::MakeRustlsConnect::with_native_certs().map_err(|errors| Fault {
            kind: FaultKind::Unavailable,
            detail: format!("this machine has no certificates to check a server with: {errors:?}"),
        })?;
    for error in unreadable {
        tracing::warn!(%error, "a certificate of this machine could not be read");
    }
    Ok(connector)
}

/// Drives a session and passes its notices on. One waiting notice is enough: it only says that
/// there is something to read.
async fn pass_on<S, T>(
    mut connection: tokio_postgres::Connection<S, T>,
    notice: tokio::sync::mpsc::Sender<()>,
) where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = std::future::poll_fn(|cx| connection.poll_message(cx)).await {
        let told = match message {
            tokio_postgres::AsyncMessage::Notification(_) => notice.try_send(()),
            _ => Ok(()),
        };
        if let Err(tokio::sync::mpsc::error::TrySendError::Closed(())) = told {
            break;
        }
    }
}

/// Notices from other processes, as long as the session lives.
pub struct Notices {
    notices: tokio::sync::mpsc::Receiver<()>,
    /// Dropping the client would end the session.
    _session: tokio_postgres::Client,
}

impl Notices {
    /// Waits for the next notice; `None` when the session broke.
    pub async fn next(&mut self) -> Option<()> {
        self.notices.recv().await
    }
}
