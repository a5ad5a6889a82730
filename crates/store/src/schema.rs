//! What the schema is and what the tables hold, read back from either engine for the tests: engines are
//! held against each other, and a database against itself before a failed write.

use crate::db::Arm;
use crate::tx::{lite_fault, pg_fault};
use crate::{Db, DbOptions};
use kernel::Fault;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Every row of every table as text (bytes in hexadecimal), sorted within its table.
pub type Dump = BTreeMap<String, Vec<String>>;

/// Per table: how many rows, and a hash over all of them. Equal fingerprints, equal databases.
pub type Fingerprint = BTreeMap<String, (usize, [u8; 32])>;

/// `table.column class [not null]`, sorted; the classes are `number`, `text`, `bytes`.
pub type Columns = Vec<String>;

fn class(engine_type: &str) -> &'static str {
    match engine_type.to_ascii_lowercase().as_str() {
        "integer" | "bigint" => "number",
        "text" => "text",
        "blob" | "bytea" | "uuid" => "bytes",
        _ => "outside the common subset",
    }
}

fn line(table: &str, column: &str, engine_type: &str, required: bool) -> String {
    format!("{table}.{column} {}{}", class(engine_type), if required { " not null" } else { "" })
}

impl Db {
    /// Every column of every table, in one form for both engines.
    pub async fn columns(&self) -> Result<Columns, Fault> {
        let mut all = match (&self.arm, &self.options) {
            (Arm::Lite(_), DbOptions::Sqlite { path, .. }) => {
                let conn = rusqlite::Connection::open(path).map_err(|error| lite_fault(&error))?;
                lite_columns(&conn).map_err(|error| lite_fault(&error))?
            }
            (Arm::Pg(pg), _) => pg_columns(&pg.client().await?).await.map_err(|error| pg_fault(&error))?,
            (Arm::Lite(_), DbOptions::Postgres { .. }) => {
                return Err(Fault::internal("an engine and its options differ"));
            }
        };
        all.sort();
        Ok(all)
    }

    /// Everything that is stored. For tests: the whole database goes through memory.
    pub async fn dump(&self) -> Result<Dump, Fault> {
        let mut all = match (&self.arm, &self.options) {
            (Arm::Lite(_), DbOptions::Sqlite { path, .. }) => {
                let conn = rusqlite::Connection::open(path).map_err(|error| lite_fault(&error))?;
                lite_dump(&conn).map_err(|error| lite_fault(&error))?
            }
            (Arm::Pg(pg), _) => pg_dump(&pg.client().await?).await.map_err(|error| pg_fault(&error))?,
            (Arm::Lite(_), DbOptions::Postgres { .. }) => {
                return Err(Fault::internal("an engine and its options differ"));
            }
        };
        all.values_mut().for_each(|rows| rows.sort());
        Ok(all)
    }

    /// What tells whether anything has changed. For tests, like [`Db::dump`].
    pub async fn fingerprint(&self) -> Result<Fingerprint, Fault> {
        let tables = self.dump().await?.into_iter();
        Ok(tables.map(|(table, rows)| (table, (rows.len(), hash_of(&rows)))).collect())
    }
}

fn hash_of(rows: &[String]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update((row.len() as u64).to_be_bytes());
        hash.update(row);
    }
    hash.finalize().into()
}

fn lite_dump(conn: &rusqlite::Connection) -> rusqlite::Result<Dump> {
    let mut asked = conn.prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    )?;
    let tables: Vec<String> = asked.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut all = Dump::new();
    for table in tables {
        let mut asked = conn.prepare(&format!("select * from \"{table}\""))?;
        let columns = asked.column_count();
        let rows = asked.query_map([], |row| {
            (0..columns).map(|column| Ok(shown(row.get_ref(column)?))).collect::<rusqlite::Result<String>>()
        })?;
        let rows = rows.collect::<rusqlite::Result<_>>()?;
        all.insert(table, rows);
    }
    Ok(all)
}

/// One value, closed by a character that no stored text holds.
fn shown(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    use std::fmt::Write as _;
    let mut text = match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(bits) => format!("{:x}", bits.to_bits()),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => bytes.iter().fold("x".to_owned(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }),
    };
    text.push('\u{1f}');
    text
}

async fn pg_dump(client: &deadpool_postgres::Object) -> Result<Dump, tokio_postgres::Error> {
    // Row level security holds its owner, too.
    client.batch_execute("begin; set local countinghouse.reach = 'beyond'").await?;
    let tables = client
        .query("select tablename::text from pg_tables where schemaname = current_schema()", &[])
        .await?;
    let mut all = Dump::new();
    for table in tables.iter().map(|row| row.get::<_, String>(0)) {
        let rows = client.query(&format!("select t::text from \"{table}\" t"), &[]).await?;
        all.insert(table, rows.iter().map(|row| row.get(0)).collect());
    }
    client.batch_execute("commit").await?;
    Ok(all)
}

fn lite_columns(conn: &rusqlite::Connection) -> rusqlite::Result<Columns> {
    let mut asked = conn.prepare(
        "select t.name, c.name, c.type, c.\"notnull\" from sqlite_master t, pragma_table_info(t.name) c \
         where t.type = 'table' and t.name not like 'sqlite_%'",
    )?;
    let rows = asked.query_map([], |row| {
        let (table, column, engine_type): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(line(&table, &column, &engine_type, row.get::<_, i64>(3)? == 1))
    })?;
    rows.collect()
}

async fn pg_columns(client: &deadpool_postgres::Object) -> Result<Columns, tokio_postgres::Error> {
    let rows = client
        .query(
            "select table_name::text, column_name::text, data_type::text, is_nullable = 'NO' \
             from information_schema.columns where table_schema = current_schema()",
            &[],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| {
            let (table, column, engine_type): (String, String, String) = (row.get(0), row.get(1), row.get(2));
            line(&table, &column, &engine_type, row.get(3))
        })
        .collect())
}
