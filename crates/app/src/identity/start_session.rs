//! A browser signs in, after its password was checked.

use crate::Tenant;
use crate::door::{Command, Door, Query, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::store;
use kernel::{EmailAddress, Refusal, SessionId, UserId};
use serde::{Deserialize, Serialize};

/// What is stored of an address's password; the same statement whether the address is known or not.
pub struct PasswordOf {
    /// The typed address.
    pub email: EmailAddress,
}

/// What signing in needs to know.
#[derive(Debug, Clone)]
pub struct SignInFacts {
    /// The person.
    pub user: UserId,
    /// What is stored of her password.
    pub password_hash: String,
    /// Whether her address is confirmed.
    pub is_confirmed: bool,
}

impl Query for PasswordOf {
    type Output = Option<SignInFacts>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Option<SignInFacts>, Refusal> {
        let known = store::find(door.read(), self.email.key()).await?;
        Ok(known.map(|person| SignInFacts {
            user: person.user,
            password_hash: person.password_hash,
            is_confirmed: person.is_confirmed,
        }))
    }
}

/// Starts a session. The caller has checked the password and drawn the token.
#[derive(Debug, Clone, Serialize)]
pub struct StartSession {
    /// The person.
    pub user: UserId,
    /// What the typed password was checked against ([`SignInFacts::password_hash`]); when it has changed
    /// since, nobody is let in.
    pub checked_hash: String,
    /// SHA-256 of the cookie's token.
    pub token_hash: [u8; 32],
    /// What the browser calls itself, for the list of sessions.
    pub agent: String,
    /// Where it comes from, for the list of sessions.
    pub address: String,
}

/// The new session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionStarted {
    /// Its id.
    pub session: SessionId,
}

impl Command for StartSession {
    const NAME: &'static str = "start_session";
    type Handle = ();
    type Output = SessionStarted;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.user.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        store::let_in(door.read(), self.user, &self.checked_hash).await.map(|_| ())
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<SessionStarted, Refusal> {
        let session: SessionId = work.id();
        let now = work.now;
        store::insert_session(work.tx(), session, self, now).await?;
        work.record(&IdentityEvent::SessionStarted {
            user: self.user,
            session,
            agent: &self.agent,
            address: &self.address,
        });
        Ok(SessionStarted { session })
    }
}
