//! Who is behind a cookie or a bearer token: asked on every request, remembered nowhere.

use crate::Who;
use crate::door::{Door, Query};
use crate::identity::store;
use crate::keys::hash_of;
use kernel::Refusal;

/// A session idles out after an hour.
pub(super) const IDLE_SECONDS: i64 = 3_600;
/// A session ends after a day, whatever happens.
pub const SIGNED_IN_HOURS: i64 = 24;

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
                let oldest = now.plus_seconds(-SIGNED_IN_HOURS * 3_600);
                let idle = now.plus_seconds(-IDLE_SECONDS);
                store::session(door.read(), &hash_of(token), oldest, idle).await?.map(Who::Person)
            }
            Credential::Bearer(token) => {
                store::token(door.read(), &hash_of(token), now).await?.map(Who::Token)
            }
        };
        Ok(found.unwrap_or(Who::Nobody))
    }
}
