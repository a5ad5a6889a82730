//! A firm or one of its branches has another name: what its clients read follows.
//!
//! Owns: the copies of these names with each connection. They are no state of the client's: no lock, no leaf;
//! the firm's own log tells the change. Connections that have ended keep the name of their time.

use crate::clients::store;
use crate::door::Work;
use kernel::{BranchId, Fault, OrganisationId};

/// The firm's name in the connections of all its clients.
pub(crate) async fn firm_renamed(
    work: &mut Work<'_, '_>,
    organisation: OrganisationId,
    name: &str,
) -> Result<(), Fault> {
    let clients = store::live_clients(work.tx(), organisation, None).await?;
    store::rename_firm(work.tx(), &clients, name).await
}

/// The branch's name in the connections of its clients.
pub(crate) async fn branch_renamed(
    work: &mut Work<'_, '_>,
    (organisation, branch): (OrganisationId, BranchId),
    name: &str,
) -> Result<(), Fault> {
    let clients = store::live_clients(work.tx(), organisation, Some(branch)).await?;
    store::rename_branch(work.tx(), &clients, name).await
}
