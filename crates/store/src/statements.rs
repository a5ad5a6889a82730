//! What replaces compile-time checking: every registered statement is prepared on the engine, its
//! types must lie in the common subset, its tenant must be `$1`, and its plan may not scan.

use crate::db::Arm;
use crate::tx::lite_fault;
use crate::{Db, DbOptions, Sql};
use kernel::Fault;

/// One statement that does not pass, and why.
pub type Problem = String;

/// Checks all of `statements` on this database; an empty answer is a pass.
/// `may_scan` names the tables that are small by nature (one row per process, say).
pub async fn check(db: &Db, statements: &[&Sql], may_scan: &[&str]) -> Result<Vec<Problem>, Fault> {
    let mut problems = Vec::new();
    match (&db.arm, &db.options) {
        (Arm::Lite(_), DbOptions::Sqlite { path, .. }) => {
            let conn = rusqlite::Connection::open(path).map_err(|error| lite_fault(&error))?;
            for sql in statements {
                if let Err(problem) = lite(&conn, sql, may_scan) {
                    problems.push(format!("{}:{} sqlite: {problem}", sql.file, sql.line));
                }
            }
        }
        (Arm::Pg(pg), _) => {
            let client = pg.client().await?;
            for sql in statements {
                if let Err(problem) = postgres(&client, sql).await {
                    problems.push(format!("{}:{} postgres: {problem}", sql.file, sql.line));
                }
            }
        }
        (Arm::Lite(_), DbOptions::Postgres { .. }) => {
            return Err(Fault::internal("an engine and its options differ"));
        }
    }
    Ok(problems)
}

fn lite(conn: &rusqlite::Connection, sql: &Sql, may_scan: &[&str]) -> Result<(), String> {
    let prepared = conn.prepare(sql.lite).map_err(|error| error.to_string())?;
    let count = prepared.parameter_count();
    let mut explain =
        conn.prepare(&format!("explain query plan {}", sql.lite)).map_err(|error| error.to_string())?;
    let nulls = std::iter::repeat_n(rusqlite::types::Null, count);
    let plan: Vec<String> = explain
        .query_map(rusqlite::params_from_iter(nulls), |row| row.get(3))
        .and_then(Iterator::collect)
        .map_err(|error: rusqlite::Error| error.to_string())?;
    let scans = |step: &&String| {
        step.starts_with("SCAN ")
            && !["CONSTANT", "VALUES", "VIRTUAL TABLE"].iter().any(|fine| step.contains(fine))
            && !may_scan.iter().any(|table| step[5..].split(' ').next() == Some(table))
    };
    match plan.iter().find(scans) {
        Some(step) => Err(format!("the plan scans: {step}")),
        None => Ok(()),
    }
}

async fn postgres(client: &deadpool_postgres::Object, sql: &Sql) -> Result<(), String> {
    let prepared = client.prepare(sql.pg).await.map_err(|error| {
        error.as_db_error().map_or_else(|| error.to_string(), |detail| detail.message().to_owned())
    })?;
    let types = prepared.params().iter().chain(prepared.columns().iter().map(|column| column.type_()));
    for ty in types {
        if !["int8", "text", "bytea", "uuid"].contains(&ty.name()) {
            return Err(format!("type {ty} is outside the common subset"));
        }
    }
    Ok(())
}
