//! Who calls the API: whoever holds a token. Cookies are not looked at.

use crate::asked::Asked;
use crate::refuse::Turned;
use crate::{Refused, Web};
use app::door::IdempotencyKey;
use app::identity::{Authenticate, Credential, TouchToken};
use app::{Actor, Who};
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use kernel::{Fault, Refusal};
use std::sync::Arc;

/// A program with a token.
#[derive(Debug, Clone)]
pub struct ApiCaller {
    /// The person whose token it is.
    pub actor: Actor,
    /// The request.
    pub asked: Arc<Asked>,
}

/// Anybody who calls the API, for the few addresses that need no token.
#[derive(Debug, Clone)]
pub struct ApiVisitor {
    /// Nobody.
    pub actor: Actor,
    /// The request.
    pub asked: Arc<Asked>,
}

pub(super) fn asked(parts: &Parts) -> Result<Arc<Asked>, Refused> {
    let asked = parts.extensions.get::<Arc<Asked>>().cloned();
    asked.ok_or_else(|| Fault::internal("a request without an id").into())
}

/// The token of an `Authorization: Bearer` header that comes once.
fn bearer(parts: &Parts) -> Option<&str> {
    let mut values = parts.headers.get_all(header::AUTHORIZATION).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<Web> for ApiCaller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let asked = asked(parts)?;
        let token = bearer(parts).ok_or(Refusal::SignedOut)?.to_owned();
        let nobody = Actor::nobody(asked.id);
        let who = web.app.read(&nobody, Authenticate { credential: Credential::Bearer(token) }).await?;
        match who {
            who @ Who::Token(_) => {
                asked.note_who(&who);
                let actor = Actor { who, request: asked.id };
                touch(web, &actor).await;
                Ok(Self { actor, asked })
            }
            _ => Err(Refusal::SignedOut.into()),
        }
    }
}

/// Notes that the token is in use. That it could not be noted is no reason to refuse the call.
async fn touch(web: &Web, actor: &Actor) {
    if TouchToken::is_due(actor, web.app.now())
        && let Err(refusal) = web.app.run(actor, None, TouchToken).await
    {
        tracing::warn!(%refusal, "a token's use could not be noted");
    }
}

impl FromRequestParts<Web> for ApiVisitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refused> {
        let asked = asked(parts)?;
        Ok(Self { actor: Actor::nobody(asked.id), asked })
    }
}

/// The header `Idempotency-Key`, without which the API changes nothing.
#[derive(Debug, Clone)]
pub struct Key(pub IdempotencyKey);

impl FromRequestParts<Web> for Key {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refused> {
        let value = parts.headers.get("idempotency-key").ok_or(Turned::KeyRequired)?;
        let text = value.to_str().map_err(|_| Turned::Malformed)?;
        Ok(Self(IdempotencyKey::parse(text)?))
    }
}
