//! The table of settings.

use ::store::{Read, Tx, p, sql};
use kernel::Fault;

pub async fn setting(read: &mut Read<'_>, name: &str) -> Result<Option<String>, Fault> {
    read.one(sql!("select value from setting where name = $1"), p![name], |row| row.text(0)).await
}

pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), Fault> {
    tx.exec(sql!("insert into setting (name, value) values ($1, $2)"), p![name, value]).await?;
    Ok(())
}
