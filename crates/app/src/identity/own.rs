//! A person acting on her own sign-in: that it is still alive is asked in the transaction itself, so
//! that whoever was signed out a moment ago changes nothing any more.

use crate::Who;
use crate::access::Mine;
use crate::door::Door;
use crate::identity::store;
use kernel::{Refusal, SessionId, TokenId};

/// What a person came in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Through {
    /// A browser.
    Session(SessionId),
    /// A program.
    Token(TokenId),
}

/// A person whose sign-in is alive.
pub struct Own {
    pub(super) mine: Mine,
    pub(super) through: Through,
}

impl Own {
    /// Her browser session; a program has none, and none of these bytes.
    pub(super) fn session(&self) -> Option<SessionId> {
        match self.through {
            Through::Session(session) => Some(session),
            Through::Token(_) => None,
        }
    }
}

/// A person in a browser whose session is alive.
pub struct OwnSession {
    pub(super) mine: Mine,
    pub(super) session: SessionId,
}

impl Door<'_, '_> {
    /// The person, with a sign-in of either kind that is alive.
    pub(super) async fn own(&mut self) -> Result<Own, Refusal> {
        let mine = self.mine().await?;
        let through = match &self.actor.who {
            Who::Person(person) => Through::Session(person.session),
            Who::Token(token) => Through::Token(token.token),
            Who::Nobody | Who::Job(_) => return Err(Refusal::SignedOut),
        };
        let (user, now) = (mine.user(self.read()), self.now);
        if store::is_live(self.read(), user, through, now).await? {
            Ok(Own { mine, through })
        } else {
            Err(Refusal::SignedOut)
        }
    }

    /// The same in a browser only: what a stolen token must not do.
    pub(super) async fn own_session(&mut self) -> Result<OwnSession, Refusal> {
        let own = self.own().await?;
        match own.through {
            Through::Session(session) => Ok(OwnSession { mine: own.mine, session }),
            Through::Token(_) => Err(Refusal::rule("needs_session", "Sign in with a browser to do this.")),
        }
    }
}
