//! Failure at every statement, a full disk, migrations cut short.

use crate::engines::{Add, SCHEMA, Sum, both, postgres, sqlite};
use kernel::{FaultKind, Refusal};
use store::{Migration, Reach, Sql, Tx, Writing};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn failing_at_any_statement_leaves_nothing() {
    for bench in both().await {
        for k in 1.. {
            bench.db.faults().arm(k, FaultKind::ReadOnly);
            let outcome = bench.db.write(Add::rows(1, 0, 4)).await;
            if bench.db.faults().disarm() {
                assert_eq!(outcome, Ok(4));
                assert_eq!(k, 5, "the fifth statement does not exist");
                break;
            }
            assert!(matches!(outcome, Err(Refusal::Fault(fault)) if fault.kind == FaultKind::ReadOnly));
            assert_eq!(bench.db.read(Sum(1)).await.unwrap().0, 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_and_reads_go_on() {
    let bench = sqlite(Some(40)).await;
    let mut written = 0;
    let refused = loop {
        let mut add = Add::rows(1, written, 1);
        add.body = "long ".repeat(2_000);
        match bench.db.write(add).await {
            Ok(_) => written += 1,
            Err(refusal) => break refusal,
        }
        assert!(written < 1_000, "forty pages never filled up");
    };
    assert!(matches!(&refused, Refusal::Fault(fault) if fault.kind == FaultKind::ReadOnly), "{refused:?}");
    assert_eq!(bench.db.read(Sum(1)).await.unwrap().0, written);
    assert!(bench.db.takes_writes(), "a full disk is not a broken one");
    assert!(bench.db.is_full());
    bench.db.write(Room).await.unwrap();
    bench.db.found_room();
    let mut add = Add::rows(1, written, 1);
    add.body = "long ".repeat(2_000);
    assert_eq!(bench.db.write(add).await, Ok(1));
    assert!(!bench.db.is_full());
}

fn plain(pg: &'static str, lite: &'static str) -> Sql {
    Sql { pg, lite, file: file!(), line: line!(), reach: Reach::Beyond }
}

/// Somebody made room on the disk.
struct Room;

impl Writing for Room {
    type Out = ();
    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        tx.rows(&plain("", "pragma max_page_count = 100000"), &[], |_| Ok(())).await?;
        Ok(())
    }
}

/// What PostgreSQL says when its disk is full, said by PostgreSQL.
struct NoRoom;

impl Writing for NoRoom {
    type Out = u64;
    async fn run(&self, tx: &mut Tx<'_>) -> Result<u64, Refusal> {
        let text = "do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$";
        Ok(tx.exec(&plain(text, ""), &[]).await?)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_without_room_refuses_the_write_and_reads_go_on() {
    let Some(bench) = postgres().await else { return };
    bench.db.write(Add::rows(1, 0, 2)).await.unwrap();
    let outcome = bench.db.write(NoRoom).await;
    assert!(
        matches!(&outcome, Err(Refusal::Fault(fault)) if fault.kind == FaultKind::ReadOnly),
        "{outcome:?}"
    );
    assert!(bench.db.is_full() && bench.db.takes_writes());
    assert_eq!(bench.db.read(Sum(1)).await.unwrap().0, 2);
    assert_eq!(bench.db.write(Add::rows(1, 2, 1)).await, Ok(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_held_fault_refuses_every_write_until_it_is_lifted() {
    for bench in both().await {
        bench.db.faults().hold(FaultKind::ReadOnly);
        for _ in 0..3 {
            assert!(bench.db.write(Add::rows(1, 0, 2)).await.is_err());
        }
        assert!(bench.db.faults().disarm());
        assert_eq!(bench.db.write(Add::rows(1, 0, 2)).await, Ok(2));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_fails_leaves_the_schema_as_it_was() {
    for bench in both().await {
        let broken =
            Migration { number: 2, text: "create table other (a {i64} not null) {strict}; nonsense;" };
        assert!(bench.db.migrate(&[SCHEMA[0], broken]).await.is_err());
        let columns = bench.db.columns().await.unwrap();
        assert!(columns.iter().all(|column| !column.starts_with("other.")), "{columns:?}");
        let whole = Migration { number: 2, text: "create table other (a {i64} not null) {strict};" };
        assert_eq!(bench.db.migrate(&[SCHEMA[0], whole]).await, Ok(1));
        assert_eq!(bench.db.migrate(&[SCHEMA[0], whole]).await, Ok(0));
        assert!(bench.db.migrate(SCHEMA).await.is_err(), "a database from the future is refused");
    }
}
