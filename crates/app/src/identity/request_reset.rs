//! Somebody forgot a password. Known and unknown addresses take the same statements and get the same
//! answer; only the mailbox can tell.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::store;
use crate::keys::{Purpose, link_hash};
use crate::links;
use crate::strangers::{SignInLetter, may_write};
use kernel::{EmailAddress, Id as _, Refusal, UserId};
use serde::Serialize;

/// How long a reset link lives (ASVS 6.5.5).
pub(super) const RESET_MINUTES: u32 = 10;

/// Asks for a link that sets a new password. An earlier link dies by it.
#[derive(Debug, Clone, Serialize)]
pub struct RequestReset {
    /// The typed address.
    pub email: EmailAddress,
}

impl Command for RequestReset {
    const NAME: &'static str = "request_reset";
    type Handle = Option<store::Known>;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let known = store::find(door.read(), self.email.key()).await?;
        Ok(known.map(|person| person.user.into()).into_iter().collect())
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Option<store::Known>, Refusal> {
        Ok(store::find(door.read(), self.email.key()).await?)
    }

    async fn apply(&self, known: &Option<store::Known>, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let now = work.now;
        let allowed = may_write(work.tx(), SignInLetter::Reset, self.email.key(), now).await?;
        match known {
            Some(person) if allowed => send(person, work).await,
            Some(_) => Ok(()),
            None => pretend(allowed, work).await,
        }
    }
}

async fn send(person: &store::Known, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
    let user = person.user;
    let generation = store::next_reset(work.tx(), user).await?.ok_or(Refusal::NotFound)?;
    let hash = link_hash(&work.core().keys, Purpose::ResetPassword, user, generation);
    let until = work.now.plus_seconds(i64::from(RESET_MINUTES) * 60);
    links::insert(work.tx(), &hash, Purpose::ResetPassword, (user.into(), user), generation, until).await?;
    work.record(&IdentityEvent::ResetAsked { user, name: &person.name, email: &person.email, generation });
    Ok(())
}

/// As many statements as for a person, each about nobody: her head, her generation, her link, her letter.
async fn pretend(allowed: bool, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
    let (nobody, now): (UserId, _) = (work.id(), work.now);
    work.tx().name(nobody.bytes());
    store::by_id(work.tx(), nobody).await?;
    if allowed {
        store::next_reset(work.tx(), nobody).await?;
        let hash = link_hash(&work.core().keys, Purpose::ResetPassword, nobody, 0);
        links::use_up(work.tx(), &hash, now).await?;
        links::kill(work.tx(), Purpose::ResetPassword, nobody, now).await?;
    }
    Ok(())
}
