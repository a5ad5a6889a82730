//! Versions of what the API shows: `ETag` and `If-Match`.

use crate::refuse::Turned;
use crate::{Refused, Web};
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use kernel::Fault;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The version of a representation: a hash of its JSON.
pub fn etag(shown: &impl Serialize) -> Result<String, Fault> {
    let text = serde_json::to_vec(shown).map_err(Fault::internal)?;
    let hash = Sha256::digest(&text);
    let short: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("\"{short}\""))
}

/// The version that a program believes to change, when it says so.
#[derive(Debug, Clone)]
pub struct IfMatch(Option<String>);

impl IfMatch {
    /// Refuses when the program believes in another version than the present one.
    pub fn check(&self, shown: &impl Serialize) -> Result<(), Refused> {
        let Some(believed) = &self.0 else { return Ok(()) };
        let present = etag(shown)?;
        let same = believed.split(',').map(str::trim).any(|one| one == "*" || one == present);
        if same { Ok(()) } else { Err(Turned::Changed.into()) }
    }
}

impl FromRequestParts<Web> for IfMatch {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refused> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let text = value.to_str().map_err(|_| Turned::Malformed)?;
        Ok(Self(Some(text.to_owned())))
    }
}
