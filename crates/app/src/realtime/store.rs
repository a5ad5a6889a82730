//! The table of changes.

use crate::Tenant;
use crate::door::Draw;
use crate::realtime::Hint;
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{BooksId, ChangeId, Fault, Id as _, Moment, SessionId, UserId};

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

/// Firms and books a person belongs to.
pub async fn memberships(read: &mut Read<'_>, user: UserId) -> Result<Vec<Tenant>, Fault> {
    let rows = read
        .rows(
            sql!(
                "select tenant_id, kind from membership where user_id = $1 and ended_at is null ",
                "order by tenant_id"
            ),
            p![id(user)],
            |row| Ok(Tenant::from_stored(&row.text(1)?, row.id::<BooksId>(0)?.bytes())),
        )
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

/// Books in which a sign-in of the person has a live visit.
pub async fn visited(
    read: &mut Read<'_>,
    user: UserId,
    sign_in: SessionId,
    now: Moment,
) -> Result<Vec<Tenant>, Fault> {
    read.rows(
        sql!(
            "select distinct books_id from visit where user_id = $1 and session_id = $2 ",
            "and closed_at is null and expires_at > $3 order by books_id"
        ),
        p![id(user), id(sign_in), now],
        |row| Ok(Tenant::Books(row.id(0)?)),
    )
    .await
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
            let tenant = row.id::<BooksId>(1)?;
            Ok(Change { change: row.id(0)?, tenant: tenant.bytes(), kind: row.text(2)?, topic: row.text(3)? })
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
