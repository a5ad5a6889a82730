//! One transaction, two engines. A [`Read`] cannot write: it has no method for it.

use crate::flight::Flight;
use crate::{FaultPlan, P, Row, Sql, Stats, wall};
use kernel::{Fault, FaultKind};
use std::ops::{Deref, DerefMut};

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// PostgreSQL or what speaks its protocol.
    Postgres,
}

pub(crate) enum Inner<'c> {
    Lite(&'c mut rusqlite::Connection),
    Pg(&'c mut Flight),
}

/// A snapshot that can be read.
pub struct Read<'c> {
    pub(crate) inner: Inner<'c>,
    pub(crate) stats: &'c Stats,
    pub(crate) faults: &'c FaultPlan,
    stamp: u64,
    /// The tenants whose rows statements may touch.
    named: Vec<[u8; 16]>,
}

/// A transaction that may write.
pub struct Tx<'c>(Read<'c>);

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;
    fn deref(&self) -> &Read<'c> {
        &self.0
    }
}
impl<'c> DerefMut for Tx<'c> {
    fn deref_mut(&mut self) -> &mut Read<'c> {
        &mut self.0
    }
}

pub(crate) fn lite_fault(error: &rusqlite::Error) -> Fault {
    use rusqlite::ErrorCode as Code;
    let kind = match error.sqlite_error_code() {
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => FaultKind::Busy,
        Some(Code::DiskFull | Code::ReadOnly | Code::SystemIoFailure) => FaultKind::ReadOnly,
        Some(Code::CannotOpen | Code::NotADatabase | Code::DatabaseCorrupt) => FaultKind::Unavailable,
        _ => FaultKind::Internal,
    };
    Fault { kind, detail: format!("sqlite: {error}") }
}

pub(crate) fn pg_fault(error: &tokio_postgres::Error) -> Fault {
    let kind = match error.code().map(tokio_postgres::error::SqlState::code) {
        // Serialization failure, deadlock, unique race: the command runs again.
        Some("40001" | "40P01" | "23505") => FaultKind::Race,
        // Disk full, out of memory, read-only.
        Some("53100" | "53200" | "25006") => FaultKind::ReadOnly,
        Some(code) if code.starts_with("57P") || code.starts_with("08") => FaultKind::Unavailable,
        Some("53300") => FaultKind::Busy,
        Some(_) => FaultKind::Internal,
        None if error.is_closed() => FaultKind::Unavailable,
        None => FaultKind::Internal,
    };
    let detail = error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
    Fault { kind, detail: format!("postgres: {detail}") }
}

static STAMPS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);

impl<'c> Read<'c> {
    pub(crate) fn new(inner: Inner<'c>, stats: &'c Stats, faults: &'c FaultPlan) -> Self {
        let stamp = STAMPS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Self { inner, stats, faults, stamp, named: Vec::new() }
    }

    /// A number that no other transaction of this process has; handles carry it.
    #[must_use]
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Names a tenant: from here on statements may touch its rows. Naming is no permission; whoever
    /// names decides that, and what was never named stays out of reach.
    pub fn name(&mut self, tenant: [u8; 16]) {
        if !self.named.contains(&tenant) {
            self.named.push(tenant);
        }
    }

    /// Which engine answers.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.inner {
            Inner::Lite(_) => Engine::Sqlite,
            Inner::Pg(_) => Engine::Postgres,
        }
    }

    /// All rows of an answer, each turned into a value.
    pub async fn rows<T>(
        &mut self,
        sql: &Sql,
        params: &[P<'_>],
        mut each: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        wall::hold(&self.named, sql, params)?;
        Stats::add(&self.stats.statements, 1);
        match &mut self.inner {
            Inner::Lite(conn) => {
                let mut statement = conn.prepare_cached(sql.lite).map_err(|error| lite_fault(&error))?;
                let mut found = statement
                    .query(rusqlite::params_from_iter(params))
                    .map_err(|error| lite_fault(&error))?;
                let mut rows = Vec::new();
                while let Some(row) = found.next().map_err(|error| lite_fault(&error))? {
                    rows.push(each(&Row::Lite(row))?);
                }
                Ok(rows)
            }
            Inner::Pg(flight) => {
                Stats::add(&self.stats.round_trips, 1);
                let found = flight.rows(&self.named, sql, params).await?;
                found.iter().map(|row| each(&Row::Pg(row))).collect()
            }
        }
    }

    /// The one row of an answer, if there is one; a second row is a defect.
    pub async fn one<T>(
        &mut self,
        sql: &Sql,
        params: &[P<'_>],
        each: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let mut rows = self.rows(sql, params, each).await?;
        if rows.len() > 1 {
            return Err(Fault::internal(format!("more than one row: {}:{}", sql.file, sql.line)));
        }
        Ok(rows.pop())
    }
}

impl<'c> Tx<'c> {
    pub(crate) fn new(inner: Inner<'c>, stats: &'c Stats, faults: &'c FaultPlan) -> Self {
        Self(Read::new(inner, stats, faults))
    }

    /// Runs one write and tells how many rows it touched.
    pub async fn exec(&mut self, sql: &Sql, params: &[P<'_>]) -> Result<u64, Fault> {
        Ok(self.exec_counted(&[(sql, params)]).await?.into_iter().sum())
    }

    /// A write that answers with rows (`… returning …`).
    pub async fn exec_rows<T>(
        &mut self,
        sql: &Sql,
        params: &[P<'_>],
        each: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        self.0.faults.step()?;
        self.0.rows(sql, params, each).await
    }

    /// Writes whose counts are not needed one by one: one round trip on PostgreSQL.
    pub async fn exec_all(&mut self, batch: &[(&Sql, &[P<'_>])]) -> Result<(), Fault> {
        self.exec_counted(batch).await.map(drop)
    }

    /// The same, and how many rows each write touched, in the order of the batch.
    pub async fn exec_counted(&mut self, batch: &[(&Sql, &[P<'_>])]) -> Result<Vec<u64>, Fault> {
        for _ in batch {
            self.0.faults.step()?;
        }
        Stats::add(&self.0.stats.statements, batch.len() as u64);
        let named = &self.0.named;
        match &mut self.0.inner {
            Inner::Lite(conn) => batch
                .iter()
                .map(|(sql, params)| {
                    wall::hold(named, sql, params)?;
                    lite_exec(conn, sql, params)
                })
                .collect(),
            Inner::Pg(flight) => {
                Stats::add(&self.0.stats.round_trips, 1);
                flight.counts(named, batch).await
            }
        }
    }
}

fn lite_exec(conn: &rusqlite::Connection, sql: &Sql, params: &[P<'_>]) -> Result<u64, Fault> {
    conn.prepare_cached(sql.lite)
        .and_then(|mut statement| statement.execute(rusqlite::params_from_iter(params)))
        .map(|count| count as u64)
        .map_err(|error| lite_fault(&error))
}
