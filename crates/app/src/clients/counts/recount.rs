//! Counting a firm's clients again.

use super::store;
use crate::Who;
use crate::books::{Difference, compare};
use crate::door::{Door, Query};
use kernel::{OrganisationId, Refusal};

/// Counts one firm's clients again. Only our own jobs ask.
pub struct RecountClients {
    /// The firm.
    pub organisation: OrganisationId,
}

impl Query for RecountClients {
    type Output = Vec<Difference>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Difference>, Refusal> {
        if !matches!(door.actor.who, Who::Job(_)) {
            return Err(Refusal::NotFound);
        }
        door.name(self.organisation);
        let kept = store::kept(door.read(), self.organisation).await?;
        let counted = store::counted(door.read(), self.organisation).await?;
        let mut found = Vec::new();
        let what = |(user, state, branch): &store::Place| match *user == store::everybody() {
            true => format!("{state} clients of {branch}"),
            false => format!("{state} clients of {branch} that {user} may enter"),
        };
        compare(&kept, &counted, what, &mut found);
        Ok(found)
    }
}
