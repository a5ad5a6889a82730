//! The tokens of a person's programs.

use crate::door::{Door, Query};
use crate::identity::tokens::store;
use kernel::{Moment, Refusal, TokenId};

/// The person's live tokens, the newest first.
pub struct MyTokens;

/// One live token. Its text is not known any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveToken {
    /// Its id, to revoke it by.
    pub token: TokenId,
    /// What she called it.
    pub name: String,
    /// The last characters of its text, to tell it by.
    pub tail: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it ends by itself.
    pub expires_at: Moment,
    /// When it was last used, to the minute.
    pub used_at: Option<Moment>,
}

impl Query for MyTokens {
    type Output = Vec<LiveToken>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<LiveToken>, Refusal> {
        let mine = door.mine().await?;
        let (user, now) = (mine.user(door.read()), door.now);
        Ok(store::tokens(door.read(), user, now).await?)
    }
}
