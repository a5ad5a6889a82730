//! A person changes her name. Firms and books keep copies of it, so that their lists need no one else's
//! table: all copies change in the same transaction, and each tenant's log says so.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::own::Own;
use crate::identity::store;
use kernel::{Fault, FaultKind, PersonName, Refusal};
use serde::Serialize;

/// Changes the person's name everywhere she belongs.
#[derive(Debug, Clone, Serialize)]
pub struct RenamePerson {
    /// The new name.
    pub name: PersonName,
}

impl Command for RenamePerson {
    const NAME: &'static str = "rename_person";
    type Handle = Own;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let user = door.user()?;
        let mut tenants = vec![user.into()];
        tenants.extend(store::places(door.read(), user).await?.into_iter().map(|place| place.tenant));
        Ok(tenants)
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Own, Refusal> {
        door.own().await
    }

    async fn apply(&self, own: &Own, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let user = own.mine.user(work.tx());
        let former = store::by_id(work.tx(), user).await?.ok_or(Refusal::SignedOut)?.name;
        if former == self.name.as_str() {
            return Ok(());
        }
        let places: Vec<Tenant> =
            store::places(work.tx(), user).await?.into_iter().map(|place| place.tenant).collect();
        // She joined somewhere between the naming of the tenants and the lock: run again with that one too.
        if places.iter().any(|place| !work.heads.iter().any(|(named, _)| named == place)) {
            return Err(Fault { kind: FaultKind::Race, detail: "a new membership".to_owned() }.into());
        }
        store::rename(work.tx(), user, self.name.as_str(), &places).await?;
        work.record(&IdentityEvent::Renamed {
            user,
            name: self.name.as_str(),
            former: &former,
            places: &places,
        });
        Ok(())
    }
}
