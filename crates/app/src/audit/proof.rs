//! Proofs: that a leaf stands in the log, and that a log only grew.

use crate::audit::gate::Sight;
use crate::audit::signer::{checkpoint, hashes};
use crate::audit::store::reading;
use crate::door::{Door, Query};
use crate::{Actor, App, Tenant};
use evidence::bundle::Bundle;
use evidence::hash::Hash;
use evidence::proof::Plan;
use kernel::{FieldError, Refusal};

fn out_of_range(field: &str) -> Refusal {
    Refusal::Invalid(vec![FieldError::NotAChoice.at(field)])
}

/// A leaf and the way from it to the head of `size` leaves.
struct Inclusion {
    tenant: Tenant,
    seq: u64,
    size: u64,
}

/// Whether a leaf was written by somebody who came through this connection.
fn came_through(line: &[u8], connection: kernel::ConnectionId) -> bool {
    let leaf: Option<serde_json::Value> = serde_json::from_slice(line).ok();
    leaf.is_some_and(|leaf| leaf["actor"]["connection"] == connection.to_string().as_str())
}

impl Query for Inclusion {
    type Output = (Vec<u8>, Vec<Hash>);

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<(Vec<u8>, Vec<Hash>), Refusal> {
        let sight = door.read_log(self.tenant).await?;
        let read = door.read();
        let at = i64::try_from(self.seq).map_err(|_| Refusal::NotFound)?;
        let line = reading::lines(read, self.tenant, (at, at + 1)).await?.pop().ok_or(Refusal::NotFound)?;
        let seen = match sight {
            Sight::Whole => true,
            Sight::Connection(connection) => came_through(&line.line, connection),
            Sight::Branches(..) => false,
        };
        if !seen {
            return Err(Refusal::NotFound);
        }
        let plan = Plan::inclusion(self.seq, self.size).map_err(|_| out_of_range("size"))?;
        Ok((line.line, hashes(read, self.tenant, &plan).await?))
    }
}

/// A leaf with everything that proves its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafProof {
    /// The line, exactly as it was hashed.
    pub line: Vec<u8>,
    /// The bundle, a `c2sp.org/tlog-proof@v1`.
    pub bundle: String,
}

/// Proves that a leaf stands in the log of `size` leaves; of all when none is named.
pub async fn proof(
    app: &App,
    actor: &Actor,
    tenant: Tenant,
    (seq, size): (u64, Option<u64>),
) -> Result<LeafProof, Refusal> {
    let signed = checkpoint(app, actor, tenant, size).await?;
    let (line, proof) = app.read(actor, Inclusion { tenant, seq, size: signed.head.size }).await?;
    let bundle = Bundle { extra: None, seq, proof, checkpoint: signed.note };
    Ok(LeafProof { line, bundle: bundle.to_text() })
}

/// The hashes that prove that a log of `to` leaves extends the log of `from` leaves.
pub struct Consistency {
    /// Whose log.
    pub tenant: Tenant,
    /// The smaller size.
    pub from: u64,
    /// The larger size.
    pub to: u64,
}

impl Query for Consistency {
    type Output = Vec<Hash>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Hash>, Refusal> {
        door.read_log(self.tenant).await?;
        let read = door.read();
        let head = crate::audit::read_head(read, self.tenant).await?.ok_or(Refusal::NotFound)?;
        if self.to > head.frontier.size() {
            return Err(out_of_range("to"));
        }
        let plan = Plan::consistency(self.from, self.to).map_err(|_| out_of_range("from"))?;
        Ok(hashes(read, self.tenant, &plan).await?)
    }
}
