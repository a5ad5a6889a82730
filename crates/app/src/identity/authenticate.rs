//! Who is behind a cookie or a bearer token: asked on every request, remembered nowhere.

use crate::Who;
use crate::door::{Door, Query};
use crate::identity::{parse_token, store, tokens};
use crate::keys::hash_of;
use kernel::Refusal;

/// What a request brings.
#[derive(Debug, Clone)]
pub enum Credential {
    /// The cookie's token.
    Cookie(String),
    /// The token of an `Authorization: Bearer` header.
    Bearer(String),
}

/// Asks who is behind a credential; [`Who::Nobody`] when it is unknown, ended or expired.
pub struct Authenticate {
    /// What the request brings.
    pub credential: Credential,
}

impl Query for Authenticate {
    type Output = Who;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Who, Refusal> {
        let now = door.now;
        let found = match &self.credential {
            Credential::Cookie(token) => {
                store::session(door.read(), &hash_of(token), now).await?.map(Who::Person)
            }
            // A text that cannot be a token costs no statement.
            Credential::Bearer(token) if parse_token(token).is_none() => None,
            Credential::Bearer(token) => {
                tokens::token(door.read(), &hash_of(token), now).await?.map(Who::Token)
            }
        };
        Ok(found.unwrap_or(Who::Nobody))
    }
}
