//! Somebody signs up. The answer is the same whether the address is known or not.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::store;
use crate::keys::{Purpose, link_hash};
use crate::strangers::{SignInLetter, may_write};
use kernel::{EmailAddress, PersonName, Refusal, UserId};
use serde::Serialize;

/// How long a confirmation link lives.
pub(super) const CONFIRM_SECONDS: i64 = 86_400;

/// Signs up. Nobody is signed in by it: the mailbox has to answer first.
#[derive(Debug, Clone, Serialize)]
pub struct Register {
    /// The sign-in address.
    pub email: EmailAddress,
    /// The person's name.
    pub name: PersonName,
    /// What [`super::Passwords::hash`] made of the password.
    pub password_hash: String,
}

impl Command for Register {
    const NAME: &'static str = "register";
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
        let (user, generation, name) = match known {
            // The address has had enough mail today, and the last link still works.
            Some(_) if !allowed => return Ok(()),
            Some(person) if person.is_confirmed => {
                work.record(&IdentityEvent::RegisteredAgain {
                    user: person.user,
                    name: &person.name,
                    email: &person.email,
                });
                let nobody: UserId = work.id();
                return Ok(store::pretend_new(work, nobody).await?);
            }
            // The first password stays: whoever comes second has not proved the mailbox either.
            Some(person) => {
                let generation = store::next_confirmation(work.tx(), person.user).await?;
                (person.user, generation, person.name.clone())
            }
            None => {
                let user: UserId = work.id();
                work.found(user.into()).await?;
                store::insert_person(work.tx(), user, self, now).await?;
                (user, 1, self.name.as_str().to_owned())
            }
        };
        let until = now.plus_seconds(CONFIRM_SECONDS);
        let hash = link_hash(&work.core().keys, Purpose::ConfirmEmail, user, generation);
        crate::links::insert(work.tx(), &hash, Purpose::ConfirmEmail, (user.into(), user), generation, until)
            .await?;
        work.record(&IdentityEvent::Registered {
            user,
            name: &name,
            email: self.email.as_str(),
            generation,
            until,
        });
        Ok(())
    }
}
