//! A signed-in person typed her password again before a sensitive act.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::own::OwnSession;
use crate::identity::store;
use kernel::Refusal;
use serde::Serialize;

/// Notes a fresh proof. The caller has checked the password and drawn the token; the old token is dead.
#[derive(Debug, Clone, Serialize)]
pub struct ProveIdentity {
    /// SHA-256 of this session's new token.
    pub token_hash: [u8; 32],
}

impl Command for ProveIdentity {
    const NAME: &'static str = "prove_identity";
    type Handle = OwnSession;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![door.user()?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OwnSession, Refusal> {
        door.own_session().await
    }

    async fn apply(&self, own: &OwnSession, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (user, now) = (own.mine.user(work.tx()), work.now);
        store::prove(work.tx(), user, own.session, &self.token_hash, now).await?;
        work.record(&IdentityEvent::IdentityProved { user, session: own.session });
        Ok(())
    }
}
