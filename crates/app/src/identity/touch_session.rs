//! A session is in use: it does not idle out.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::own::OwnSession;
use crate::identity::store;
use crate::{Actor, Who};
use kernel::{Moment, Refusal};
use serde::Serialize;

/// A use is noted at most so often.
const NOTED_EVERY_SECONDS: i64 = 60;

/// Notes that the session is in use. Leaves no leaf: it changes nothing that anybody decided.
#[derive(Debug, Clone, Serialize)]
pub struct TouchSession;

impl TouchSession {
    /// Whether it is time to note this actor's use again; the caller asks before it runs the command.
    #[must_use]
    pub fn is_due(actor: &Actor, now: Moment) -> bool {
        match &actor.who {
            Who::Person(person) => now.seconds_since(person.seen_at) >= NOTED_EVERY_SECONDS,
            Who::Token(_) | Who::Nobody | Who::Job(_) => false,
        }
    }
}

impl Command for TouchSession {
    const NAME: &'static str = "touch_session";
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
        Ok(store::touch_session(work.tx(), user, own.session, now).await?)
    }
}
