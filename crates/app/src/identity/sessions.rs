//! Where a person is signed in.

use crate::door::{Door, Query};
use crate::identity::store;
use kernel::{Moment, Refusal, SessionId};

/// The person's live sessions, the most recently seen first.
pub struct MySessions;

/// One live session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveSession {
    /// Its id, to end it by.
    pub session: SessionId,
    /// What the browser calls itself.
    pub agent: String,
    /// Where it came from when it signed in.
    pub address: String,
    /// When it signed in.
    pub started_at: Moment,
    /// When it was last seen, to the minute.
    pub seen_at: Moment,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

impl Query for MySessions {
    type Output = Vec<LiveSession>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<LiveSession>, Refusal> {
        let mine = door.mine().await?;
        let (user, now, current) = (mine.user(door.read()), door.now, door.actor.sign_in());
        let mut sessions = store::sessions(door.read(), user, now).await?;
        for row in &mut sessions {
            row.is_current = Some(row.session) == current;
        }
        Ok(sessions)
    }
}
