//! `?after=…&limit=…` of a list in the API.

use crate::{Refused, Web};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::{PageSize, Refusal};

/// Where a list goes on, and how many rows are wanted.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// The key after which to go on, from `next` of the page before.
    pub after: Option<String>,
    /// Rows wanted, 1 to 200; 50 without a wish.
    pub size: PageSize,
}

impl FromRequestParts<Web> for Paging {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refused> {
        let mut paging = Self::default();
        for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
            match name.as_ref() {
                "after" => paging.after = Some(value.into_owned()),
                "limit" => {
                    let wish = value.parse().ok().filter(|wish| (1..=kernel::page::MOST_ROWS).contains(wish));
                    let wish = wish.ok_or_else(|| {
                        Refusal::field("limit", "out_of_range", "Use a number from 1 to 200.")
                    })?;
                    paging.size = PageSize::new(wish);
                }
                _ => {}
            }
        }
        Ok(paging)
    }
}
