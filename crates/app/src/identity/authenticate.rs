//! Who is behind a cookie or a bearer token: asked on every request, remembered nowhere.

use crate::Who;
use crate::door::{Door, Query};
use crate::identity::{parse_token, store, tokens};
use crate::keys::hash_of;
use kernel::{Moment, Refusal};

/// A session idles out after an hour.
const IDLE_SECONDS: i64 = 3_600;
/// A session ends after a day, whatever happens.
pub const SIGNED_IN_HOURS: i64 = 24;

/// A session lives that began after the first and was seen after the second of these.
pub(super) fn alive_after(now: Moment) -> (Moment, Moment) {
    (now.plus_seconds(-SIGNED_IN_HOURS * 3_600), now.plus_seconds(-IDLE_SECONDS))
}

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
