//! What the schema is, read back from either engine, so that a test can hold them against each other.

use crate::db::Arm;
use crate::tx::{lite_fault, pg_fault};
use crate::{Db, DbOptions};
use kernel::Fault;

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
