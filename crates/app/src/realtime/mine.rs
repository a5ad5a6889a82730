//! What a person's stream watches.

use crate::Tenant;
use crate::door::{Door, Query};
use crate::realtime::store;
use kernel::Refusal;
use std::collections::HashSet;

/// The tenants whose hints a signed-in person may hear now: herself, her firms, her own books, and the books
/// in which this sign-in has a live visit. Whatever changes this set hints at the person, which ends the
/// stream; the next one asks again.
pub struct MyTenants;

impl Query for MyTenants {
    type Output = HashSet<Tenant>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<HashSet<Tenant>, Refusal> {
        let user = door.user()?;
        let sign_in = door.actor.sign_in().ok_or(Refusal::SignedOut)?;
        let now = door.now;
        let mut tenants: HashSet<Tenant> = store::memberships(door.read(), user).await?.into_iter().collect();
        tenants.extend(store::visited(door.read(), user, sign_in, now).await?);
        tenants.insert(user.into());
        Ok(tenants)
    }
}
