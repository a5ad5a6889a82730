//! The table of changes.

use crate::Tenant;
use crate::door::Draw;
use crate::realtime::Hint;
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{ChangeId, Fault, Moment};

/// Notes hints in the transaction of what caused them, and rings the other processes' bell.
pub async fn note(tx: &mut Tx<'_>, now: Moment, draw: &mut Draw, hints: Vec<Hint>) -> Result<(), Fault> {
    let mut once: Vec<Hint> = Vec::with_capacity(hints.len());
    for hint in hints {
        if !once.contains(&hint) {
            once.push(hint);
        }
    }
    if once.is_empty() {
        return Ok(());
    }
    let insert = sql!("insert into change (change_id, tenant_id, topic, created_at) values ($1, $2, $3, $4)");
    let rows: Vec<Vec<P<'_>>> = once
        .iter()
        .map(|hint| {
            let change: ChangeId = draw.id();
            vec![id(change), hint.tenant.p(), P::T(hint.topic.word()), P::from(now)]
        })
        .collect();
    let batch: Vec<(&Sql, &[P<'_>])> = rows.iter().map(|row| (insert, row.as_slice())).collect();
    tx.exec_all(&batch).await
}

/// One noted change.
pub struct Change {
    pub change: ChangeId,
    pub tenant: [u8; 16],
    pub kind: String,
    pub topic: String,
}

/// Changes noted since `from`, oldest first. The caller skips those that it has seen.
pub async fn since(read: &mut Read<'_>, from: Moment) -> Result<Vec<Change>, Fault> {
    read.rows(
        sql!(
            "select c.change_id, c.tenant_id, t.kind, c.topic from change c ",
            "join tenant t on t.tenant_id = c.tenant_id where c.created_at >= $1 order by c.created_at, c.change_id"
        ),
        p![from],
        |row| {
            let tenant = row.id::<kernel::BooksId>(1)?;
            Ok(Change { change: row.id(0)?, tenant: kernel::Id::bytes(&tenant), kind: row.text(2)?, topic: row.text(3)? })
        },
    )
    .await
}

/// Forgets changes that every process has long seen.
pub async fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(sql!("delete from change where created_at < $1"), p![before]).await
}

/// The tenant of a noted change.
pub fn tenant_of(change: &Change) -> Option<Tenant> {
    Tenant::from_stored(&change.kind, change.tenant)
}
