//! The things that an address names.

use crate::{Refused, Web};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::Refusal;
use serde::de::DeserializeOwned;

/// What the template of the address names: one typed id, or a tuple of them. Anything that is no such id leads
/// to the same page as an id that nobody has.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Path<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        match axum::extract::Path::<T>::from_request_parts(parts, web).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Refusal::NotFound.into()),
        }
    }
}

/// The part of an address after the question mark, read leniently: a link may carry more than a page knows.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequestParts<Web> for Query<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refused> {
        let text = parts.uri.query().unwrap_or_default();
        Ok(Self(serde_html_form::from_str(text).unwrap_or_default()))
    }
}

/// The same for programs, read strictly: a value that cannot be read is refused, not taken for absent. Names that
/// the description does not know are refused before any handler is asked.
#[derive(Debug, Clone)]
pub struct Parameters<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Parameters<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refused> {
        let text = parts.uri.query().unwrap_or_default();
        let mut track = serde_path_to_error::Track::new();
        let pairs = serde_html_form::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
        let read = T::deserialize(serde_path_to_error::Deserializer::new(pairs, &mut track));
        read.map(Self).map_err(|_| {
            let refusal = Refusal::field(track.path().to_string(), "malformed", "This cannot be read.");
            refusal.into()
        })
    }
}
