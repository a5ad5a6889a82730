//! Many at once: grouped commits, lost races, snapshots.

use crate::engines::{Add, Next, Sum, Then, both, postgres, sqlite};
use futures_util::future::join_all;
use kernel::{FaultKind, Refusal};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_command_leaves_nothing_and_its_neighbours_stay() {
    for bench in both().await {
        let all = (0..60).map(|n| {
            let then = if n % 3 == 0 { Then::Refuse } else { Then::Commit };
            bench.db.write(Add::rows(1, n * 10, 2).then(then))
        });
        let outcomes = join_all(all).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 40);
        assert_eq!(bench.db.read(Sum(1)).await.unwrap().0, 80);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_commands_share_one_commit() {
    let bench = sqlite(None).await;
    let outcomes = join_all((0..200).map(|n| bench.db.write(Add::rows(1, n, 1)))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let figures = bench.db.figures();
    assert_eq!(figures.writes, 200);
    assert!(figures.commits < 100, "{figures:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_is_a_failure_of_one_command() {
    let bench = sqlite(None).await;
    let outcome = bench.db.write(Add::rows(1, 0, 3).then(Then::Panic)).await;
    assert!(matches!(outcome, Err(Refusal::Fault(fault)) if fault.kind == FaultKind::Internal));
    assert_eq!(bench.db.write(Add::rows(1, 10, 1)).await, Ok(1));
    assert_eq!(bench.db.read(Sum(1)).await.unwrap().0, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_waits_for_anything_else_is_rolled_back() {
    let bench = sqlite(None).await;
    let outcome = bench.db.write(Add::rows(1, 0, 3).then(Then::Wait)).await;
    assert!(matches!(outcome, Err(Refusal::Fault(fault)) if fault.detail.contains("awaited")));
    assert_eq!(bench.db.read(Sum(1)).await.unwrap().0, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_race_runs_again_and_every_number_is_given_once() {
    let Some(bench) = postgres().await else { return };
    let outcomes = join_all((0..6).map(|_| bench.db.write(Next(1)))).await;
    let mut numbers: Vec<i64> = outcomes.into_iter().map(Result::unwrap).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, vec![1, 2, 3, 4, 5, 6]);
    assert!(bench.db.figures().retries > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_read_sees_whole_commands_only() {
    for bench in both().await {
        let (writes, reads) = tokio::join!(
            join_all((0..40).map(|n| bench.db.write(Add::rows(1, n * 5, 5)))),
            join_all((0..40).map(|_| bench.db.read(Sum(1)))),
        );
        assert!(writes.iter().all(Result::is_ok));
        for read in reads {
            assert_eq!(read.unwrap().0 % 5, 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_database_says_so() {
    let bench = sqlite(None).await;
    bench.db.write(Add::rows(1, 0, 1)).await.unwrap();
    bench.db.close();
    let outcome = bench.db.write(Add::rows(1, 5, 1)).await;
    assert!(matches!(outcome, Err(Refusal::Fault(fault)) if fault.kind == FaultKind::Unavailable));
}
