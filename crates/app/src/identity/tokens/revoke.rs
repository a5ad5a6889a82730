//! A person takes a token back.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::own::Own;
use crate::identity::tokens::store;
use kernel::{Refusal, TokenId};
use serde::Serialize;

/// Ends one of the person's tokens; it may end itself.
#[derive(Debug, Clone, Serialize)]
pub struct RevokeToken {
    /// Which.
    pub token: TokenId,
}

impl Command for RevokeToken {
    const NAME: &'static str = "revoke_token";
    type Handle = Own;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![door.user()?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Own, Refusal> {
        door.own().await
    }

    async fn apply(&self, own: &Own, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (user, now) = (own.mine.user(work.tx()), work.now);
        if store::end_token(work.tx(), user, self.token, now).await? == 0 {
            return Err(Refusal::NotFound);
        }
        work.record(&IdentityEvent::TokenRevoked { user, token: self.token });
        Ok(())
    }
}
