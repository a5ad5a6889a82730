//! A token is in use.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::own::{Own, Through};
use crate::identity::tokens::store;
use crate::{Actor, Who};
use kernel::{Moment, Refusal};
use serde::Serialize;

/// A use is noted at most so often.
const NOTED_EVERY_SECONDS: i64 = 60;

/// Notes that the token is in use, for the person's list. Leaves no leaf.
#[derive(Debug, Clone, Serialize)]
pub struct TouchToken;

impl TouchToken {
    /// Whether it is time to note this actor's use again; the caller asks before it runs the command.
    #[must_use]
    pub fn is_due(actor: &Actor, now: Moment) -> bool {
        match &actor.who {
            Who::Token(token) => {
                token.used_at.is_none_or(|used_at| now.seconds_since(used_at) >= NOTED_EVERY_SECONDS)
            }
            Who::Person(_) | Who::Nobody | Who::Job(_) => false,
        }
    }
}

impl Command for TouchToken {
    const NAME: &'static str = "touch_token";
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
        if let Through::Token(token) = own.through {
            store::touch_token(work.tx(), user, token, now).await?;
        }
        Ok(())
    }
}
