//! Failure at every statement, a full disk, migrations cut short.

use crate::engines::{Add, SCHEMA, Sum, both, sqlite};
use kernel::{FaultKind, Refusal};
use store::Migration;

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
