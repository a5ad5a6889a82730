//! The check of statements finds what it is there for.

use crate::engines::both;
use store::{Engine, sql, statements};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn planted_faults_are_found() {
    for bench in both().await {
        let scan = sql!("select no from sheet where amount = $1 order by no");
        let wide = sql!("select sum(amount) from sheet where tenant_id = $1");
        let broken = sql!("select nothing from sheet where tenant_id = $1");
        let good = sql!("select no from sheet where tenant_id = $1 order by no");
        let problems = statements::check(&bench.db, &[scan, wide, broken, good], &[]).await.unwrap();
        let found = |word: &str| problems.iter().any(|problem| problem.contains(word));
        assert!(found("nothing"), "{problems:?}");
        match bench.db.engine() {
            Engine::Sqlite => {
                assert!(found("the plan scans: SCAN sheet") && problems.len() == 2, "{problems:?}")
            }
            Engine::Postgres => assert!(found("numeric is outside") && problems.len() == 2, "{problems:?}"),
        }
        assert!(statements::check(&bench.db, &[scan], &["sheet"]).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_engines_have_the_same_columns() {
    let mut all = Vec::new();
    for bench in both().await {
        all.push(bench.db.columns().await.unwrap());
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{all:#?}");
    assert!(all[0].contains(&"sheet.amount number not null".to_owned()));
}
