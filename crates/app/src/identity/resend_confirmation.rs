//! The confirmation mail went astray: another one. The answer is the same whatever the address is.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::register::CONFIRM_SECONDS;
use crate::identity::store;
use crate::keys::{Purpose, link_hash};
use crate::links;
use crate::strangers::{SignInLetter, may_write};
use kernel::{EmailAddress, Id as _, Refusal, UserId};
use serde::Serialize;

/// Asks for another confirmation link. An earlier one dies by it.
#[derive(Debug, Clone, Serialize)]
pub struct ResendConfirmation {
    /// The typed address.
    pub email: EmailAddress,
}

impl Command for ResendConfirmation {
    const NAME: &'static str = "resend_confirmation";
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
        let allowed = may_write(work.tx(), SignInLetter::SignUp, self.email.key(), now).await?;
        if let Some(person) = known {
            // She signed up between the naming of the tenants and the lock: run again with hers.
            work.must_have_named(person.user.into())?;
        }
        let person = match known {
            Some(_) | None if !allowed => return Ok(()),
            // As many statements as for a person: her head, her generation, her link, her leaf, her letter.
            None => {
                let nobody: UserId = work.id();
                work.tx().name(nobody.bytes());
                store::by_id(work.tx(), nobody).await?;
                store::pretend_row(work, nobody);
                return Ok(store::pretend_new(work, nobody).await?);
            }
            Some(person) if person.is_confirmed => {
                work.record(&IdentityEvent::RegisteredAgain {
                    user: person.user,
                    name: &person.name,
                    email: &person.email,
                });
                let nobody: UserId = work.id();
                return Ok(store::pretend_new(work, nobody).await?);
            }
            Some(person) => person,
        };
        let user = person.user;
        let generation = store::next_confirmation(work.tx(), user).await?;
        let until = now.plus_seconds(CONFIRM_SECONDS);
        let hash = link_hash(&work.core().keys, Purpose::ConfirmEmail, user, generation);
        links::insert(work.tx(), &hash, Purpose::ConfirmEmail, (user.into(), user), generation, until)
            .await?;
        work.record(&IdentityEvent::Registered {
            user,
            name: &person.name,
            email: &person.email,
            generation,
            until,
        });
        Ok(())
    }
}
