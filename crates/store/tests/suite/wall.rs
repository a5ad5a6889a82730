//! The second wall: what a transaction has not named, it neither sees nor changes.

use crate::engines::{Add, Bench, SCHEMA, Sum, both, postgres, tenant};
use kernel::{FaultKind, Refusal};
use store::{Db, DbOptions, P, Reach, Read, Reading, Sql, Tx, Writing};

/// A statement that forgot its tenant, as if the check in front of the server had let it through.
fn forgetful(pg: &'static str) -> Sql {
    Sql { pg, lite: "", file: file!(), line: line!(), reach: Reach::Named }
}

/// Asks as the transaction of some tenants; the first parameter satisfies the check in Rust.
struct Ask {
    named: Vec<u8>,
    pg: &'static str,
    first: u8,
}

impl Reading for Ask {
    type Out = i64;
    async fn read(&self, read: &mut Read<'_>) -> Result<i64, Refusal> {
        self.named.iter().for_each(|one| read.name(tenant(*one)));
        let found = read.one(&forgetful(self.pg), &[P::Id(tenant(self.first))], |row| row.i64(0)).await?;
        Ok(found.unwrap())
    }
}

/// Changes as the transaction of one tenant, whose id is the first parameter.
struct Change(u8, &'static str);

impl Writing for Change {
    type Out = u64;
    async fn run(&self, tx: &mut Tx<'_>) -> Result<u64, Refusal> {
        tx.name(tenant(self.0));
        Ok(tx.exec(&forgetful(self.1), &[P::Id(tenant(self.0))]).await?)
    }
}

/// Two tenants with three rows each.
async fn two_tenants() -> Option<Bench> {
    let bench = postgres().await?;
    for one in [1, 2] {
        bench.db.write(Add::rows(one, 0, 3)).await.unwrap();
    }
    Some(bench)
}

const ALL: &str = "select cast(count(*) as bigint) from sheet where $1::uuid is not null";

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_that_forgot_its_tenant_sees_only_what_was_named() {
    let Some(bench) = two_tenants().await else { return };
    let ask = |named: &[u8]| Ask { named: named.to_vec(), pg: ALL, first: named[0] };
    assert_eq!(bench.db.read(ask(&[1])).await, Ok(3));
    assert_eq!(bench.db.read(ask(&[1, 2])).await, Ok(6));
    assert_eq!(bench.db.read(ask(&[9])).await, Ok(0));
    // What one transaction named is forgotten by the next on the same connection.
    for _ in 0..20 {
        assert_eq!(bench.db.read(ask(&[9])).await, Ok(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_for_the_wrong_tenant_sees_and_changes_nothing() {
    let Some(bench) = two_tenants().await else { return };
    let wrong = "select cast(count(*) as bigint) from sheet where tenant_id <> $1";
    assert_eq!(bench.db.read(Ask { named: vec![1], pg: wrong, first: 1 }).await, Ok(0));
    let before = bench.db.fingerprint().await.unwrap();
    for change in
        ["delete from sheet where tenant_id <> $1", "update sheet set amount = 0 where tenant_id <> $1"]
    {
        assert_eq!(bench.db.write(Change(1, change)).await, Ok(0), "{change}");
    }
    for planted in [
        "insert into sheet (tenant_id, no, amount, body) \
         select '02020202-0202-0202-0202-020202020202', 9, 0, 'x' where $1::uuid is not null",
        "update sheet set tenant_id = '02020202-0202-0202-0202-020202020202', no = no + 10 where tenant_id = $1",
    ] {
        let outcome = bench.db.write(Change(1, planted)).await;
        assert!(matches!(outcome, Err(Refusal::Fault(_))), "{planted}: {outcome:?}");
    }
    assert_eq!(bench.db.fingerprint().await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_of_the_transactions_owns_nothing_and_passes_nothing() {
    let Some(bench) = two_tenants().await else { return };
    let count = |pg| Ask { named: vec![1], pg, first: 1 };
    let strong = "select cast(count(*) as bigint) from pg_roles where $1::uuid is not null \
         and rolname = current_user and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole)";
    assert_eq!(bench.db.read(count(strong)).await, Ok(0));
    let role = "select cast(count(*) as bigint) from pg_roles where $1::uuid is not null \
         and rolname = current_user and rolname = 'countinghouse_app'";
    assert_eq!(bench.db.read(count(role)).await, Ok(1));
    let owned = "select cast(count(*) as bigint) from pg_class where $1::uuid is not null \
         and pg_get_userbyid(relowner) = current_user";
    assert_eq!(bench.db.read(count(owned)).await, Ok(0));
    for forbidden in ["drop table sheet", "alter table sheet disable row level security", "truncate sheet"] {
        let text = Sql { reach: Reach::Beyond, ..forgetful(forbidden) };
        let outcome = bench.db.write(Plain(text)).await;
        assert!(matches!(outcome, Err(Refusal::Fault(_))), "{forbidden}: {outcome:?}");
    }
}

struct Plain(Sql);

impl Writing for Plain {
    type Out = u64;
    async fn run(&self, tx: &mut Tx<'_>) -> Result<u64, Refusal> {
        Ok(tx.exec(&self.0, &[]).await?)
    }
}

/// On either engine the layer itself refuses a statement for a tenant that was not named.
#[tokio::test(flavor = "multi_thread")]
async fn an_unnamed_tenant_is_refused_before_the_server_is_asked() {
    struct Unnamed;
    impl Writing for Unnamed {
        type Out = u64;
        async fn run(&self, tx: &mut Tx<'_>) -> Result<u64, Refusal> {
            tx.name(tenant(1));
            let text = Sql {
                lite: "delete from sheet where tenant_id = ?1",
                ..forgetful("delete from sheet where tenant_id = $1")
            };
            Ok(tx.exec(&text, &[P::Id(tenant(2))]).await?)
        }
    }
    for bench in both().await {
        bench.db.write(Add::rows(2, 0, 3)).await.unwrap();
        let outcome = bench.db.write(Unnamed).await;
        let Err(Refusal::Fault(fault)) = outcome else { panic!("{outcome:?}") };
        assert!(fault.detail.contains("has not named"), "{fault}");
        assert_eq!(bench.db.read(Sum(2)).await.unwrap().0, 3);
    }
}

/// A login of its own on the server of a bench, gone with it.
struct Login {
    owner: String,
    name: String,
}

impl Login {
    async fn make(bench: &Bench, name: &str, rights: &str) -> Self {
        let login = Self { owner: bench.url.clone(), name: format!("{name}_{}", std::process::id()) };
        login.run(&format!("create role {} login {rights}", login.name)).await;
        login
    }

    async fn run(&self, text: &str) {
        let (client, connection) = tokio_postgres::connect(&self.owner, tokio_postgres::NoTls).await.unwrap();
        let driver = tokio::spawn(connection);
        client.batch_execute(text).await.unwrap();
        drop(client);
        driver.await.unwrap().unwrap();
    }

    fn db(&self) -> Db {
        let (scheme, rest) = self.owner.split_once("://").unwrap();
        let (_, server) = rest.split_once('@').unwrap();
        let url = format!("{scheme}://{}@{server}", self.name);
        Db::open(DbOptions::Postgres { url, connections: 2 }).unwrap()
    }

    async fn drop(self) {
        self.run(&format!("drop role {}", self.name)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_owns_nothing_serves_what_the_owner_has_migrated() {
    let Some(bench) = two_tenants().await else { return };
    let login = Login::make(&bench, "serves", "in role countinghouse_app").await;
    let db = login.db();
    assert_eq!(db.migrate(SCHEMA).await, Ok(0));
    db.write(Add::rows(1, 10, 2)).await.unwrap();
    assert_eq!(db.read(Sum(1)).await.unwrap().0, 5);
    assert_eq!(db.read(Ask { named: vec![9], pg: ALL, first: 9 }).await, Ok(0));
    db.close();
    login.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_not_take_the_role_serves_nothing_and_says_what_to_run() {
    let Some(bench) = two_tenants().await else { return };
    let login = Login::make(&bench, "stranger", "").await;
    let db = login.db();
    let fault = db.migrate(SCHEMA).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::Unavailable);
    assert!(fault.detail.contains(&format!("grant countinghouse_app to {}", login.name)), "{fault}");
    let Err(Refusal::Fault(fault)) = db.read(Sum(1)).await else { panic!("it was served") };
    assert_eq!(fault.kind, FaultKind::Unavailable, "{fault}");
    db.close();
    login.drop().await;
}
