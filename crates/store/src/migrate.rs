//! Forward-only numbered migrations: one text with tokens, rendered for each engine, applied atomically.

use crate::db::Arm;
use crate::tx::{lite_fault, pg_fault};
use crate::{Db, DbOptions, Engine, wall};
use kernel::{Fault, FaultKind};
use sha2::{Digest as _, Sha256};

/// One step of the schema. Numbers start at 1 and have no gaps.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order.
    pub number: u32,
    /// DDL with the tokens `{id}`, `{i64}`, `{bytes}`, `{words}` (text in
    /// byte order, whatever the database's own order is), `{strict}`, `{worowid}`, and lines that start
    /// with `--sqlite:` or `--postgres:` for the few statements that one engine alone understands.
    /// Every table has a line that starts with `--wall:` and says whose its rows are:
    /// `--wall:TABLE tenant KEY [person COLUMN] [kept]` or `--wall:TABLE open`.
    pub text: &'static str,
}

impl Migration {
    /// The text for one engine.
    #[must_use]
    pub fn render(&self, engine: Engine) -> String {
        let tokens: [(&str, &str); 6] = match engine {
            Engine::Sqlite => [
                ("{id}", "blob"),
                ("{i64}", "integer"),
                ("{bytes}", "blob"),
                ("{words}", "text"),
                ("{strict}", "strict"),
                ("{worowid}", "strict, without rowid"),
            ],
            Engine::Postgres => [
                ("{id}", "uuid"),
                ("{i64}", "bigint"),
                ("{bytes}", "bytea"),
                ("{words}", "text collate \"C\""),
                ("{strict}", ""),
                ("{worowid}", ""),
            ],
        };
        let (own, other) = match engine {
            Engine::Sqlite => ("--sqlite:", "--postgres:"),
            Engine::Postgres => ("--postgres:", "--sqlite:"),
        };
        let mut text = String::with_capacity(self.text.len());
        for line in self.text.lines().filter(|line| !line.starts_with(other)) {
            match (line.strip_prefix("--wall:"), engine) {
                (Some(wall), Engine::Postgres) => text.push_str(&wall::render(wall)),
                (Some(_), Engine::Sqlite) => continue,
                (None, _) => text.push_str(line.strip_prefix(own).unwrap_or(line)),
            }
            text.push('\n');
        }
        for (token, value) in tokens {
            text = text.replace(token, value);
        }
        text
    }

    fn checksum(&self) -> Vec<u8> {
        Sha256::digest(self.text.as_bytes()).to_vec()
    }
}

const LEDGER: &str = "create table if not exists schema_migration \
     (number {i64} not null primary key, checksum {bytes} not null) {strict}";

impl Db {
    /// Brings the schema to the last of `migrations`. Refuses a database from the future or with
    /// a migration whose text has changed. Answers how many steps were applied.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<u32, Fault> {
        match (&self.arm, &self.options) {
            (Arm::Lite(_), DbOptions::Sqlite { path, .. }) => {
                let mut conn = rusqlite::Connection::open(path).map_err(|error| lite_fault(&error))?;
                migrate_lite(&mut conn, migrations)
            }
            (Arm::Pg(pg), _) => migrate_pg(pg, migrations).await,
            (Arm::Lite(_), DbOptions::Postgres { .. }) => {
                Err(Fault::internal("an engine and its options differ"))
            }
        }
    }
}

/// Which of `migrations` are still to be applied, given what the database remembers.
fn pending<'m>(known: &[(i64, Vec<u8>)], migrations: &'m [Migration]) -> Result<&'m [Migration], Fault> {
    let refuse = |detail: String| Fault { kind: FaultKind::Unavailable, detail };
    if known.len() > migrations.len() {
        return Err(refuse("this database was made by a newer version".into()));
    }
    for (migration, (number, checksum)) in migrations.iter().zip(known) {
        if i64::from(migration.number) != *number || migration.checksum() != *checksum {
            return Err(refuse(format!("migration {number} differs from the one that was applied")));
        }
    }
    Ok(&migrations[known.len()..])
}

fn migrate_lite(conn: &mut rusqlite::Connection, migrations: &[Migration]) -> Result<u32, Fault> {
    let fault = |error: rusqlite::Error| lite_fault(&error);
    conn.execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000")
        .map_err(fault)?;
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fault)?;
    let ledger = Migration { number: 0, text: LEDGER };
    tx.execute_batch(&ledger.render(Engine::Sqlite)).map_err(fault)?;
    let known = {
        let mut asked =
            tx.prepare("select number, checksum from schema_migration order by number").map_err(fault)?;
        let rows = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
        rows.collect::<Result<Vec<(i64, Vec<u8>)>, _>>().map_err(fault)?
    };
    let steps = pending(&known, migrations)?;
    for step in steps {
        tx.execute_batch(&step.render(Engine::Sqlite)).map_err(fault)?;
        tx.execute(
            "insert into schema_migration (number, checksum) values (?1, ?2)",
            rusqlite::params![step.number, step.checksum()],
        )
        .map_err(fault)?;
    }
    tx.commit().map_err(fault)?;
    Ok(steps.len() as u32)
}

async fn migrate_pg(pg: &crate::pg::Pg, migrations: &[Migration]) -> Result<u32, Fault> {
    let mut client = pg.login().await?;
    let fault = |error: tokio_postgres::Error| pg_fault(&error);
    wall::prepare(&client).await?;
    // A login that owns nothing may serve what another login has migrated: it only looks.
    if let Ok(known) = applied(&client).await
        && pending(&known, migrations)?.is_empty()
    {
        return Ok(0);
    }
    let ledger = Migration { number: 0, text: LEDGER }.render(Engine::Postgres);
    // Two processes may start at once: the loser of this creation just finds the table.
    if let Err(error) = client.batch_execute(&ledger).await {
        tracing::debug!(%error, "the table of migrations was made by somebody else");
    }
    let tx = client.transaction().await.map_err(fault)?;
    tx.batch_execute("lock table schema_migration in exclusive mode").await.map_err(fault)?;
    let known = applied(tx.client()).await.map_err(fault)?;
    let steps = pending(&known, migrations)?;
    let grant = format!(
        "do $$ begin execute format('grant usage on schema %I to {role}', current_schema()); end $$; \
         grant select on schema_migration to {role}; set local countinghouse.reach = 'beyond'",
        role = wall::ROLE
    );
    tx.batch_execute(&grant).await.map_err(fault)?;
    // Steps that change rows see all of them: row level security holds the owner, too.
    for step in steps {
        tx.batch_execute(&step.render(Engine::Postgres)).await.map_err(fault)?;
        tx.execute(
            "insert into schema_migration (number, checksum) values ($1, $2)",
            &[&i64::from(step.number), &step.checksum()],
        )
        .await
        .map_err(fault)?;
    }
    tx.commit().await.map_err(fault)?;
    Ok(steps.len() as u32)
}

async fn applied(client: &tokio_postgres::Client) -> Result<Vec<(i64, Vec<u8>)>, tokio_postgres::Error> {
    let rows = client.query("select number, checksum from schema_migration order by number", &[]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Migration = Migration { number: 1, text: "create table t (a {id} not null) {worowid}" };

    #[test]
    fn one_text_serves_both_engines() {
        assert_eq!(ONE.render(Engine::Sqlite), "create table t (a blob not null) strict, without rowid\n");
        assert_eq!(ONE.render(Engine::Postgres), "create table t (a uuid not null) \n");
        let own = Migration { number: 1, text: "--sqlite:a\n--postgres:b\nc" };
        assert_eq!(own.render(Engine::Sqlite), "a\nc\n");
        assert_eq!(own.render(Engine::Postgres), "b\nc\n");
        let wall = Migration { number: 1, text: "--wall:t open\nc" };
        assert_eq!(wall.render(Engine::Sqlite), "c\n");
        assert!(wall.render(Engine::Postgres).starts_with("grant select, insert"));
    }

    #[test]
    fn a_changed_or_a_future_migration_is_refused() {
        assert_eq!(pending(&[], &[ONE]).map(<[Migration]>::len), Ok(1));
        assert_eq!(pending(&[(1, ONE.checksum())], &[ONE]).map(<[Migration]>::len), Ok(0));
        assert!(pending(&[(1, vec![0])], &[ONE]).is_err());
        assert!(pending(&[(1, ONE.checksum()), (2, vec![])], &[ONE]).is_err());
    }
}
