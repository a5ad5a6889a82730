//! Scratch databases for tests and the bench: an empty, migrated one on either engine in milliseconds.

use crate::{Db, DbOptions, Migration};
use kernel::Fault;
use std::path::Path;

/// A fresh embedded database in `folder`, which must not hold one yet.
pub async fn sqlite(folder: &Path, migrations: &[Migration]) -> Result<Db, Fault> {
    let db = Db::open(DbOptions::Sqlite { path: folder.join("scratch.db"), readers: 2, max_pages: None })?;
    db.migrate(migrations).await?;
    Ok(db)
}

/// A fresh database `name` on the server at `url` (which names any existing database), copied from a
/// migrated template that is made on first use. Answers its address.
pub async fn postgres(url: &str, name: &str, migrations: &[Migration]) -> Result<String, Fault> {
    let fault = |error: tokio_postgres::Error| crate::tx::pg_fault(&error);
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.map_err(fault)?;
    let driver = tokio::spawn(connection);
    let template = template_name(migrations);
    // One process makes the template; the others wait for it here.
    client.execute("select pg_advisory_lock(7340032)", &[]).await.map_err(fault)?;
    let known = client
        .query_opt("select 1 from pg_database where datname = $1", &[&template])
        .await
        .map_err(fault)?;
    if known.is_none() {
        let making = format!("{template}_making");
        client.batch_execute(&format!("drop database if exists {making}")).await.map_err(fault)?;
        client.batch_execute(&format!("create database {making}")).await.map_err(fault)?;
        let db = Db::open(DbOptions::Postgres { url: with_database(url, &making)?, connections: 1 })?;
        db.migrate(migrations).await?;
        db.close();
        drop(db);
        client
            .batch_execute(&format!("alter database {making} rename to {template}"))
            .await
            .map_err(fault)?;
    }
    client.batch_execute(&format!("create database {name} template {template}")).await.map_err(fault)?;
    client.execute("select pg_advisory_unlock(7340032)", &[]).await.map_err(fault)?;
    drop(client);
    driver.await.map_err(Fault::internal)?.map_err(fault)?;
    with_database(url, name)
}

/// Removes a scratch database, with whoever is still connected.
pub async fn drop_postgres(url: &str, name: &str) -> Result<(), Fault> {
    let fault = |error: tokio_postgres::Error| crate::tx::pg_fault(&error);
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.map_err(fault)?;
    tokio::spawn(connection);
    client.batch_execute(&format!("drop database if exists {name} with (force)")).await.map_err(fault)
}

fn template_name(migrations: &[Migration]) -> String {
    use sha2::{Digest as _, Sha256};
    let mut hash = Sha256::new();
    for migration in migrations {
        // As rendered: what stands around a text is part of the schema, too.
        hash.update(migration.render(crate::Engine::Postgres));
    }
    let digest: [u8; 32] = hash.finalize().into();
    format!("template_{}", digest[..8].iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// The same server, another database: the last part of the path, before any `?`.
fn with_database(url: &str, name: &str) -> Result<String, Fault> {
    let (address, options) = url.split_once('?').map_or((url, None), |(a, o)| (a, Some(o)));
    let (server, _) =
        address.rsplit_once('/').ok_or_else(|| Fault::internal("an address without a database"))?;
    Ok(match options {
        Some(options) => format!("{server}/{name}?{options}"),
        None => format!("{server}/{name}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_database_changes() {
        let moved = with_database("postgres://me@127.0.0.1:5/one?x=1", "two");
        assert_eq!(moved.as_deref(), Ok("postgres://me@127.0.0.1:5/two?x=1"));
    }
}
