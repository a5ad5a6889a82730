//! A program begins with a person's address and password, and goes on with a token.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::store;
use crate::identity::tokens::create::{NewToken, TokenCreated, create};
use kernel::{Refusal, UserId};
use serde::Serialize;

/// Creates a token for a person whose password the caller has just checked.
#[derive(Debug, Clone, Serialize)]
pub struct IssueToken {
    /// The person.
    pub user: UserId,
    /// What the typed password was checked against; when it has changed since, nobody is let in.
    pub checked_hash: String,
    /// The token to be.
    pub token: NewToken,
}

impl Command for IssueToken {
    const NAME: &'static str = "issue_token";
    type Handle = UserId;
    type Output = TokenCreated;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.user.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<UserId, Refusal> {
        Ok(store::let_in(door.read(), self.user, &self.checked_hash).await?.user)
    }

    async fn apply(&self, user: &UserId, work: &mut Work<'_, '_>) -> Result<TokenCreated, Refusal> {
        create(*user, &self.token, work).await
    }
}
