//! The table of settings.

use ::store::{Read, Tx, p, sql};
use kernel::Fault;

pub async fn setting(read: &mut Read<'_>, name: &str) -> Result<Option<String>, Fault> {
    read.one(sql!(beyond: "select value from setting where name = $1"), p![name], |row| row.text(0)).await
}

pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), Fault> {
    tx.exec(sql!(beyond: "insert into setting (name, value) values ($1, $2)"), p![name, value]).await?;
    Ok(())
}

/// Writes something large.
pub async fn take_room(tx: &mut Tx<'_>, text: &str) -> Result<(), Fault> {
    tx.exec(
        sql!(
            beyond: "insert into setting (name, value) values ('room', $1) ",
            "on conflict (name) do update set value = excluded.value"
        ),
        p![text],
    )
    .await?;
    Ok(())
}

/// Takes it away again.
pub async fn leave_room(tx: &mut Tx<'_>) -> Result<(), Fault> {
    tx.exec(sql!(beyond: "delete from setting where name = 'room'"), p![]).await?;
    Ok(())
}
