//! Forgets what every process has long seen.

use crate::Tenant;
use crate::door::{Command, Door, Work, forget_old_keys};
use crate::realtime::store;
use kernel::Refusal;
use serde::Serialize;

/// How long a noted change is kept. Processes look back ten seconds.
const KEEP_SECONDS: i64 = 600;

/// Forgets old changes and old idempotency keys. Only a job runs it.
#[derive(Debug, Clone, Serialize)]
pub struct ForgetChanges;

impl Command for ForgetChanges {
    const NAME: &'static str = "forget_changes";
    type Handle = ();
    type Output = u64;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(Vec::new())
    }
    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.job()
    }
    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<u64, Refusal> {
        let now = work.now;
        let changes = store::forget(work.tx(), now.plus_seconds(-KEEP_SECONDS)).await?;
        let keys = forget_old_keys(work.tx(), now).await?;
        Ok(changes + keys)
    }
}
