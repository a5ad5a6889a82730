//! A signed-in person changes her password: every other browser is signed out, and hers gets a new token.

use crate::Tenant;
use crate::door::{Command, Door, Query, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::own::OwnSession;
use crate::identity::store;
use kernel::Refusal;
use serde::Serialize;

/// What is stored of the signed-in person's password, to check the typed one against.
pub struct MyPassword;

impl Query for MyPassword {
    type Output = String;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<String, Refusal> {
        let mine = door.mine().await?;
        let user = mine.user(door.read());
        let person = store::by_id(door.read(), user).await?.ok_or(Refusal::SignedOut)?;
        Ok(person.password_hash)
    }
}

/// Changes the password. The caller has checked the present one and drawn the token.
#[derive(Debug, Clone, Serialize)]
pub struct ChangePassword {
    /// What [`super::Passwords::hash`] made of the new password.
    pub password_hash: String,
    /// SHA-256 of this session's new token.
    pub token_hash: [u8; 32],
}

impl Command for ChangePassword {
    const NAME: &'static str = "change_password";
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
        store::set_password(work.tx(), user, &self.password_hash).await?;
        store::end_other_sessions(work.tx(), user, own.session, now).await?;
        store::prove(work.tx(), user, own.session, &self.token_hash, now).await?;
        work.record(&IdentityEvent::PasswordChanged {
            user,
            name: work.actor.name(),
            email: work.actor.email(),
            at: now,
        });
        Ok(())
    }
}
