//! Reading the trees: lines, nodes, texts, what was signed.

use crate::Tenant;
use ::store::{P, Read, Tx, p, sql};
use evidence::hash::Hash;
use evidence::tree::{Head as Signed, NodeId};
use kernel::Fault;

/// A stored line and its place.
pub struct Line {
    pub seq: i64,
    pub line: Vec<u8>,
}

/// Lines from `from` up to but without `to`, in order.
pub async fn lines(read: &mut Read<'_>, tenant: Tenant, (from, to): (i64, i64)) -> Result<Vec<Line>, Fault> {
    read.rows(
        sql!("select seq, line from audit_leaf where tenant_id = $1 and seq >= $2 and seq < $3 order by seq"),
        p![tenant.p(), from, to],
        |row| Ok(Line { seq: row.i64(0)?, line: row.bytes(1)? }),
    )
    .await
}

/// The text behind a commitment.
pub struct Text {
    pub seq: i64,
    pub name: String,
    pub salt: Vec<u8>,
    pub body: String,
}

/// Texts of the leaves from `from` up to but without `to`, in order; erased ones are missing.
pub async fn texts(read: &mut Read<'_>, tenant: Tenant, (from, to): (i64, i64)) -> Result<Vec<Text>, Fault> {
    read.rows(
        sql!(
            "select seq, name, salt, body from audit_text where tenant_id = $1 and seq >= $2 and seq < $3 ",
            "order by seq, name"
        ),
        p![tenant.p(), from, to],
        |row| Ok(Text { seq: row.i64(0)?, name: row.text(1)?, salt: row.bytes(2)?, body: row.text(3)? }),
    )
    .await
}

/// One complete subtree.
pub async fn node(read: &mut Read<'_>, tenant: Tenant, at: NodeId) -> Result<Hash, Fault> {
    let index = i64::try_from(at.index).map_err(Fault::internal)?;
    let found = read
        .one(
            sql!("select hash from audit_node where tenant_id = $1 and level = $2 and idx = $3"),
            p![tenant.p(), i64::from(at.level), index],
            |row| row.bytes(0),
        )
        .await?;
    let missing = || Fault::internal(format!("{tenant} lacks node {} at level {}", at.index, at.level));
    found.as_deref().and_then(Hash::from_slice).ok_or_else(missing)
}

/// All complete subtrees, by level and index.
pub async fn nodes(read: &mut Read<'_>, tenant: Tenant) -> Result<Vec<(NodeId, Vec<u8>)>, Fault> {
    read.rows(
        sql!("select level, idx, hash from audit_node where tenant_id = $1 order by level, idx"),
        p![tenant.p()],
        |row| {
            let level = u8::try_from(row.i64(0)?).map_err(Fault::internal)?;
            let index = u64::try_from(row.i64(1)?).map_err(Fault::internal)?;
            Ok((NodeId { level, index }, row.bytes(2)?))
        },
    )
    .await
}

/// What the database remembers of the last signature.
pub async fn signed(read: &mut Read<'_>, tenant: Tenant) -> Result<Option<Signed>, Fault> {
    let found = read
        .one(sql!("select size, root from audit_signed where tenant_id = $1"), p![tenant.p()], |row| {
            Ok((row.i64(0)?, row.bytes(1)?))
        })
        .await?;
    let Some((size, root)) = found else { return Ok(None) };
    let size = u64::try_from(size).map_err(Fault::internal)?;
    let root = Hash::from_slice(&root).ok_or_else(|| Fault::internal("a signed root that is no hash"))?;
    Ok(Some(Signed { size, root }))
}

/// Remembers a signature.
pub async fn remember_signed(tx: &mut Tx<'_>, tenant: Tenant, head: Signed) -> Result<(), Fault> {
    let size = i64::try_from(head.size).map_err(Fault::internal)?;
    tx.exec(
        sql!(
            "insert into audit_signed (tenant_id, size, root) values ($1, $2, $3) ",
            "on conflict (tenant_id) do update set size = excluded.size, root = excluded.root"
        ),
        p![tenant.p(), size, head.root.as_bytes()],
    )
    .await?;
    Ok(())
}

fn tenant(row: &::store::Row<'_>) -> Result<Tenant, Fault> {
    let bytes = kernel::Id::bytes(&row.id::<kernel::BooksId>(0)?);
    let kind = row.text(1)?;
    Tenant::from_stored(&kind, bytes)
        .ok_or_else(|| Fault::internal(format!("unknown kind of tenant: {kind}")))
}

/// How many tenants one statement names.
const PAGE: i64 = 200;

/// Tenants after an id, in the order of their ids.
pub async fn tenants_after(read: &mut Read<'_>, after: [u8; 16]) -> Result<Vec<Tenant>, Fault> {
    read.rows(
        sql!(beyond: "select tenant_id, kind from tenant where tenant_id > $1 order by tenant_id limit $2"),
        p![P::Id(after), PAGE],
        tenant,
    )
    .await
}

/// The same, but only those whose tree grew since it was last signed.
pub async fn unsigned_after(read: &mut Read<'_>, after: [u8; 16]) -> Result<Vec<Tenant>, Fault> {
    read.rows(
        sql!(
            beyond: "select t.tenant_id, t.kind from tenant t left join audit_signed s on s.tenant_id = t.tenant_id ",
            "where t.tenant_id > $1 and t.size > coalesce(s.size, cast(0 as bigint)) ",
            "order by t.tenant_id limit $2"
        ),
        p![P::Id(after), PAGE],
        tenant,
    )
    .await
}
