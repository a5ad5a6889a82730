//! A ledger of two columns on either engine: enough to see what the store promises.

use kernel::{Fault, Refusal};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use store::{Db, DbOptions, Migration, P, Read, Reading, Tx, Writing, p, scratch, sql};

pub const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    text: "create table sheet (tenant_id {id} not null, no {i64} not null, amount {i64} not null, \
           body text not null, primary key (tenant_id, no)) {worowid};\n\
           --wall:sheet tenant tenant_id",
}];

/// A tenant's id from a small number.
pub fn tenant(number: u8) -> [u8; 16] {
    [number; 16]
}

pub struct Bench {
    pub db: Db,
    /// Where PostgreSQL is; empty on the other engine.
    pub url: String,
    _folder: tempfile::TempDir,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

pub async fn sqlite(max_pages: Option<u32>) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    drop(scratch::sqlite(folder.path(), &[]).await.unwrap());
    let db = Db::open(DbOptions::Sqlite { path, readers: 2, max_pages }).unwrap();
    db.migrate(SCHEMA).await.unwrap();
    Bench { db, url: String::new(), _folder: folder }
}

pub async fn postgres() -> Option<Bench> {
    let url = std::env::var("COUNTINGHOUSE_TEST_POSTGRES").ok()?;
    let name = format!("s{}_{}", std::process::id(), NUMBER.fetch_add(1, SeqCst));
    let url = scratch::postgres(&url, &name, SCHEMA).await.unwrap();
    let db = Db::open(DbOptions::Postgres { url: url.clone(), connections: 8 }).unwrap();
    Some(Bench { db, url, _folder: tempfile::tempdir().unwrap() })
}

pub async fn both() -> Vec<Bench> {
    let mut all = vec![sqlite(None).await];
    all.extend(postgres().await);
    all
}

/// Adds rows; ends in a refusal or a panic when it is told to.
#[derive(Clone)]
pub struct Add {
    pub tenant: u8,
    pub from: i64,
    pub count: i64,
    pub body: String,
    pub then: Then,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Then {
    Commit,
    Refuse,
    Panic,
    Wait,
}

impl Add {
    pub fn rows(tenant: u8, from: i64, count: i64) -> Self {
        Self { tenant, from, count, body: "x".to_owned(), then: Then::Commit }
    }
    pub fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }
}

impl Writing for Add {
    type Out = i64;
    async fn run(&self, tx: &mut Tx<'_>) -> Result<i64, Refusal> {
        tx.name(tenant(self.tenant));
        for no in self.from..self.from + self.count {
            tx.exec(
                sql!("insert into sheet (tenant_id, no, amount, body) values ($1, $2, $3, $4)"),
                p![P::Id(tenant(self.tenant)), no, no, &self.body],
            )
            .await?;
        }
        match self.then {
            Then::Commit => Ok(self.count),
            Then::Refuse => Err(Refusal::NotFound),
            Then::Panic => panic!("on purpose"),
            Then::Wait => {
                tokio::task::yield_now().await;
                Ok(self.count)
            }
        }
    }
}

/// How many rows a tenant has, and their sum.
pub struct Sum(pub u8);

impl Reading for Sum {
    type Out = (i64, i64);
    async fn read(&self, read: &mut Read<'_>) -> Result<(i64, i64), Refusal> {
        read.name(tenant(self.0));
        let found = read
            .one(
                sql!(
                    "select cast(count(*) as bigint), cast(coalesce(sum(amount), 0) as bigint) from sheet ",
                    "where tenant_id = $1"
                ),
                p![P::Id(tenant(self.0))],
                |row| Ok((row.i64(0)?, row.i64(1)?)),
            )
            .await?;
        found.ok_or_else(|| Fault::internal("a sum without a row").into())
    }
}

/// Takes the next number of a tenant, in a way that races on PostgreSQL.
pub struct Next(pub u8);

impl Writing for Next {
    type Out = i64;
    async fn run(&self, tx: &mut Tx<'_>) -> Result<i64, Refusal> {
        tx.name(tenant(self.0));
        let last = tx
            .one(
                sql!("select cast(coalesce(max(no), 0) as bigint) from sheet where tenant_id = $1"),
                p![P::Id(tenant(self.0))],
                |row| row.i64(0),
            )
            .await?
            .unwrap_or(0);
        let body = "next";
        tx.exec(
            sql!("insert into sheet (tenant_id, no, amount, body) values ($1, $2, 0, $3)"),
            p![P::Id(tenant(self.0)), last + 1, body],
        )
        .await?;
        Ok(last + 1)
    }
}
