//! Idempotency rows: what was asked under a key, and what was answered.

use crate::Tenant;
use crate::door::Leaving;
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{Fault, Moment, UserId};

/// One attempt under a key.
pub struct Replay {
    pub tenant: Tenant,
    pub user: UserId,
    pub command: &'static str,
    pub key: String,
    pub request_hash: [u8; 32],
    pub output: String,
    pub now: Moment,
}

/// What an earlier attempt under this key asked and answered.
pub async fn recall(
    read: &mut Read<'_>,
    tenant: Tenant,
    user: UserId,
    command: &str,
    key: &str,
) -> Result<Option<(Vec<u8>, String)>, Fault> {
    read.one(
        sql!(
            "select request_hash, output from idempotency ",
            "where tenant_id = $1 and user_id = $2 and command = $3 and key = $4"
        ),
        p![tenant.p(), id(user), command, key],
        |row| Ok((row.bytes(0)?, row.text(1)?)),
    )
    .await
}

impl Leaving for Replay {
    fn statement(&self) -> (&'static Sql, Vec<P<'_>>) {
        (
            sql!(
                "insert into idempotency (tenant_id, user_id, command, key, request_hash, output, created_at) ",
                "values ($1, $2, $3, $4, $5, $6, $7)"
            ),
            vec![
                self.tenant.p(),
                id(self.user),
                P::T(self.command),
                P::T(&self.key),
                P::B(&self.request_hash),
                P::T(&self.output),
                P::from(self.now),
            ],
        )
    }
}

/// Forgets keys older than a day; they were promised for 24 hours.
pub async fn forget_old_keys(tx: &mut Tx<'_>, now: Moment) -> Result<u64, Fault> {
    tx.exec(sql!(beyond: "delete from idempotency where created_at < $1"), p![now.plus_seconds(-86_400)])
        .await
}
