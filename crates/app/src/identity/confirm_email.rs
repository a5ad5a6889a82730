//! The mailbox answers: the link's secret and the password together confirm the address.
//!
//! The password is asked for because somebody else may have signed up with this address: whoever
//! reads the mailbox must not wake an account whose password another person knows.

use crate::Tenant;
use crate::door::{Command, Door, Query, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::store;
use crate::keys::{Purpose, hash_of};
use crate::links;
use kernel::{Refusal, UserId};
use serde::{Deserialize, Serialize};

/// Whom a confirmation link belongs to. Opening it changes nothing.
pub struct PersonToConfirm {
    /// The secret from the link.
    pub secret: String,
}

/// What the page of a confirmation link needs.
#[derive(Debug, Clone)]
pub struct ConfirmingPerson {
    /// The person.
    pub user: UserId,
    /// Her address.
    pub email: String,
    /// What is stored of her password, to check the typed one against.
    pub password_hash: String,
    /// Where the link stands.
    pub state: links::LinkState,
}

impl Query for PersonToConfirm {
    type Output = ConfirmingPerson;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<ConfirmingPerson, Refusal> {
        let now = door.now;
        let link = links::find(door.read(), Purpose::ConfirmEmail, &self.secret, now).await?;
        let link = link.ok_or(Refusal::NotFound)?;
        let person = store::by_id(door.read(), link.subject()).await?.ok_or(Refusal::NotFound)?;
        let state = if person.is_confirmed { links::LinkState::Used } else { link.state };
        Ok(ConfirmingPerson {
            user: person.user,
            email: person.email,
            password_hash: person.password_hash,
            state,
        })
    }
}

/// Confirms the address. The caller has checked the password.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmEmail {
    /// The secret from the link.
    pub secret: String,
}

/// Whose address is confirmed now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PersonConfirmed {
    /// The person.
    pub user: UserId,
}

impl Command for ConfirmEmail {
    const NAME: &'static str = "confirm_email";
    type Handle = store::Known;
    type Output = PersonConfirmed;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let now = door.now;
        let link = links::find(door.read(), Purpose::ConfirmEmail, &self.secret, now).await?;
        Ok(vec![Tenant::Person(link.ok_or(Refusal::NotFound)?.subject())])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<store::Known, Refusal> {
        let now = door.now;
        let link = links::find(door.read(), Purpose::ConfirmEmail, &self.secret, now).await?;
        let link = link.ok_or(Refusal::NotFound)?;
        link.state.usable()?;
        let person = store::by_id(door.read(), link.subject()).await?.ok_or(Refusal::NotFound)?;
        // A reset of the password proves the mailbox too; then this link has nothing left to do.
        if person.is_confirmed {
            links::LinkState::Used.usable()?;
        }
        Ok(person)
    }

    async fn apply(
        &self,
        person: &store::Known,
        work: &mut Work<'_, '_>,
    ) -> Result<PersonConfirmed, Refusal> {
        let now = work.now;
        links::use_up(work.tx(), &hash_of(&self.secret), now).await?;
        store::confirm(work.tx(), person.user, now).await?;
        work.record(&IdentityEvent::EmailConfirmed { user: person.user, email: &person.email });
        Ok(PersonConfirmed { user: person.user })
    }
}
