//! Sessions end: one's own, another of one's own, or all others.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::own::{Own, OwnSession};
use crate::identity::store;
use kernel::{Id as _, Refusal, SessionId};
use serde::{Deserialize, Serialize};

/// Signs out of this browser.
#[derive(Debug, Clone, Serialize)]
pub struct SignOut;

impl Command for SignOut {
    const NAME: &'static str = "sign_out";
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
        store::end_session(work.tx(), user, own.session, now).await?;
        work.record(&IdentityEvent::SessionEnded { user, session: own.session });
        Ok(())
    }
}

/// Ends one of the person's sessions, by its id.
#[derive(Debug, Clone, Serialize)]
pub struct EndSession {
    /// Which.
    pub session: SessionId,
}

impl Command for EndSession {
    const NAME: &'static str = "end_session";
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
        if store::end_session(work.tx(), user, self.session, now).await? == 0 {
            return Err(Refusal::NotFound);
        }
        work.record(&IdentityEvent::SessionEnded { user, session: self.session });
        Ok(())
    }
}

/// Ends all of the person's sessions but the one that asks; a token has none to keep.
#[derive(Debug, Clone, Serialize)]
pub struct EndOtherSessions;

/// What ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsEnded {
    /// How many.
    pub count: u64,
}

impl Command for EndOtherSessions {
    const NAME: &'static str = "end_other_sessions";
    type Handle = Own;
    type Output = SessionsEnded;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![door.user()?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Own, Refusal> {
        door.own().await
    }

    async fn apply(&self, own: &Own, work: &mut Work<'_, '_>) -> Result<SessionsEnded, Refusal> {
        let (user, now) = (own.mine.user(work.tx()), work.now);
        let kept = own.session().unwrap_or(SessionId::from_bytes([0; 16]));
        let count = store::end_other_sessions(work.tx(), user, kept, now).await?;
        if count > 0 {
            work.record(&IdentityEvent::OtherSessionsEnded { user, count });
        }
        Ok(SessionsEnded { count })
    }
}
