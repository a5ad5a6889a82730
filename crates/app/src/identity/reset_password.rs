//! The mailbox answers a request for a new password: it takes effect, and every sign-in made with the
//! old one ends.

use crate::Tenant;
use crate::door::{Command, Door, Query, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::store;
use crate::keys::{Purpose, hash_of};
use crate::links::{self, LinkState};
use kernel::{EmailAddress, Fault, Refusal, UserId};
use serde::{Deserialize, Serialize};

/// Where a reset link stands. Opening it changes nothing.
pub struct ResetLink {
    /// The secret from the link.
    pub secret: String,
}

/// What the page of a reset link needs.
#[derive(Debug, Clone)]
pub struct ResetLinkFound {
    /// Where the link stands.
    pub state: LinkState,
    /// The address, masked; a link that no longer works shows none.
    pub address: Option<String>,
    /// Words that the new password may not rest on: her name and address. Never shown.
    pub own_words: Vec<String>,
}

impl Query for ResetLink {
    type Output = ResetLinkFound;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<ResetLinkFound, Refusal> {
        let (state, person) = found(door, &self.secret).await?;
        if state != LinkState::Live {
            return Ok(ResetLinkFound { state, address: None, own_words: Vec::new() });
        }
        let address = EmailAddress::parse(&person.email).map_err(Fault::internal)?.masked();
        Ok(ResetLinkFound { state, address: Some(address), own_words: vec![person.name, person.email] })
    }
}

async fn found(door: &mut Door<'_, '_>, secret: &str) -> Result<(LinkState, store::Known), Refusal> {
    let now = door.now;
    let link = links::find(door.read(), Purpose::ResetPassword, secret, now).await?;
    let link = link.ok_or(Refusal::NotFound)?;
    let person = store::by_id(door.read(), link.subject()).await?.ok_or(Refusal::NotFound)?;
    Ok((link.state, person))
}

/// Sets a new password. Whoever reads the mailbox may: an address that was not confirmed is now.
#[derive(Debug, Clone, Serialize)]
pub struct ResetPassword {
    /// The secret from the link.
    pub secret: String,
    /// What [`super::Passwords::hash`] made of the new password.
    pub password_hash: String,
}

/// Whose password is new.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PasswordReset {
    /// The person.
    pub user: UserId,
}

impl Command for ResetPassword {
    const NAME: &'static str = "reset_password";
    type Handle = store::Known;
    type Output = PasswordReset;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let (_, person) = found(door, &self.secret).await?;
        Ok(vec![person.user.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<store::Known, Refusal> {
        let (state, person) = found(door, &self.secret).await?;
        state.usable()?;
        Ok(person)
    }

    async fn apply(&self, person: &store::Known, work: &mut Work<'_, '_>) -> Result<PasswordReset, Refusal> {
        let (user, now) = (person.user, work.now);
        links::use_up(work.tx(), &hash_of(&self.secret), now).await?;
        store::set_password(work.tx(), user, &self.password_hash).await?;
        store::confirm(work.tx(), user, now).await?;
        store::end_all(work.tx(), user, now).await?;
        work.record(&IdentityEvent::PasswordReset {
            user,
            name: &person.name,
            email: &person.email,
            confirms: !person.is_confirmed,
            at: now,
        });
        Ok(PasswordReset { user })
    }
}
