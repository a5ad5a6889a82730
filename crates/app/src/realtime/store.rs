//! The table of changes.

use crate::Tenant;
use crate::door::{Draw, Leaving};
use crate::realtime::Hint;
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{BooksId, ChangeId, Fault, Id as _, Moment, SessionId, UserId};

/// A hint that is noted in the transaction of what caused it.
pub struct Noted {
    change: ChangeId,
    hint: Hint,
    now: Moment,
}

impl Noted {
    /// Each hint once, with an id of its own.
    pub fn once(hints: Vec<Hint>, draw: &mut Draw, now: Moment) -> Vec<Self> {
        let mut once: Vec<Hint> = Vec::with_capacity(hints.len());
        for hint in hints {
            if !once.contains(&hint) {
                once.push(hint);
            }
        }
        once.into_iter().map(|hint| Self { change: draw.id(), hint, now }).collect()
    }
}

impl Leaving for Noted {
    fn statement(&self) -> (&'static Sql, Vec<P<'_>>) {
        (
            sql!("insert into change (tenant_id, change_id, topic, created_at) values ($1, $2, $3, $4)"),
            vec![self.hint.tenant.p(), id(self.change), P::T(self.hint.topic.word()), P::from(self.now)],
        )
    }
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
            beyond: "select c.change_id, c.tenant_id, t.kind, c.topic from change c ",
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
    tx.exec(sql!(beyond: "delete from change where created_at < $1"), p![before]).await
}

/// The tenant of a noted change.
pub fn tenant_of(change: &Change) -> Option<Tenant> {
    Tenant::from_stored(&change.kind, change.tenant)
}
