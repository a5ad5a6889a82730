//! The tables of the trees.

pub mod copies;
pub mod names;
pub mod reading;

use crate::Tenant;
use crate::door::Leaving;
use ::store::{P, Read, Row, Sql, Tx, p, sql};
use evidence::tree::Frontier;
use kernel::{Fault, Moment};

/// The right edge of a tenant's tree, as the head row keeps it.
#[derive(Debug, Clone)]
pub struct Head {
    pub(crate) frontier: Frontier,
}

impl Head {
    /// A tree without leaves.
    #[must_use]
    pub fn empty() -> Self {
        Self { frontier: Frontier::new() }
    }
}

fn head(row: &Row<'_>) -> Result<Head, Fault> {
    let size = u64::try_from(row.i64(0)?).map_err(Fault::internal)?;
    Ok(Head { frontier: Frontier::from_bytes(size, &row.bytes(1)?).map_err(Fault::internal)? })
}

/// Makes a tenant's head row.
pub async fn found(tx: &mut Tx<'_>, tenant: Tenant, now: Moment) -> Result<(), Fault> {
    let empty: &[u8] = &[];
    tx.exec(
        sql!(
            "insert into tenant (tenant_id, kind, size, frontier, revision, created_at) ",
            "values ($1, $2, 0, $3, 0, $4)"
        ),
        p![tenant.p(), tenant.kind(), empty, now],
    )
    .await?;
    Ok(())
}

/// Reads the head and takes the tenant's place in the order of writes.
pub async fn take_head(tx: &mut Tx<'_>, tenant: Tenant) -> Result<Option<Head>, Fault> {
    let taken = tx
        .exec_rows(
            sql!("update tenant set revision = revision + 1 where tenant_id = $1 returning size, frontier"),
            p![tenant.p()],
            head,
        )
        .await?;
    Ok(taken.into_iter().next())
}

/// Reads the head.
pub async fn read_head(read: &mut Read<'_>, tenant: Tenant) -> Result<Option<Head>, Fault> {
    read.one(sql!("select size, frontier from tenant where tenant_id = $1"), p![tenant.p()], head).await
}

/// One row to be written, with its own copy of the parameters.
pub enum NewRow {
    /// The new right edge.
    Head { tenant: Tenant, size: i64, frontier: Vec<u8> },
    /// A leaf's line.
    Leaf { tenant: Tenant, seq: i64, line: Vec<u8> },
    /// A finished subtree.
    Node { tenant: Tenant, level: i64, index: i64, hash: [u8; 32] },
    /// A text behind a commitment.
    Text { tenant: Tenant, seq: i64, name: &'static str, salt: [u8; 16], body: String },
    /// A delegated act that the firm's tree is to copy.
    Copy { organisation: [u8; 16], books: Tenant, seq: i64, now: Moment },
}

impl Leaving for NewRow {
    fn statement(&self) -> (&'static Sql, Vec<P<'_>>) {
        match self {
            Self::Head { tenant, size, frontier } => (
                sql!("update tenant set size = $2, frontier = $3 where tenant_id = $1"),
                vec![tenant.p(), P::I(*size), P::B(frontier)],
            ),
            Self::Leaf { tenant, seq, line } => (
                sql!("insert into audit_leaf (tenant_id, seq, line) values ($1, $2, $3)"),
                vec![tenant.p(), P::I(*seq), P::B(line)],
            ),
            Self::Node { tenant, level, index, hash } => (
                sql!("insert into audit_node (tenant_id, level, idx, hash) values ($1, $2, $3, $4)"),
                vec![tenant.p(), P::I(*level), P::I(*index), P::B(hash)],
            ),
            Self::Text { tenant, seq, name, salt, body } => (
                sql!("insert into audit_text (tenant_id, seq, name, salt, body) values ($1, $2, $3, $4, $5)"),
                vec![tenant.p(), P::I(*seq), P::T(name), P::B(salt), P::T(body)],
            ),
            Self::Copy { organisation, books, seq, now } => (
                sql!(
                    "insert into audit_copy (organisation_id, books_id, seq, queued_at) ",
                    "values ($1, $2, $3, $4)"
                ),
                vec![P::Id(*organisation), books.p(), P::I(*seq), P::from(*now)],
            ),
        }
    }
}
