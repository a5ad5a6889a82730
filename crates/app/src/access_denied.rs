//! Writes down that somebody with standing was refused.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::door::{Command, Denial, Door, OnlyLogged, Work};
use kernel::Refusal;
use serde::Serialize;

/// The command behind every leaf `access.denied`. Only the core runs it.
pub(crate) struct NoteDenial {
    pub denial: Denial,
}

impl Serialize for NoteDenial {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.denial.needs)
    }
}

impl Command for NoteDenial {
    const NAME: &'static str = "note_denial";
    type Handle = ();
    type Output = ();

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.denial.tenant])
    }
    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.via = self.denial.via.clone();
        Ok(())
    }
    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let leaf = LeafDraft::new(self.denial.tenant, "access.denied").fact("needs", self.denial.needs);
        work.record(&OnlyLogged(leaf.denied()));
        Ok(())
    }
}
