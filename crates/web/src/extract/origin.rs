//! Where a request comes from, for the list of sessions and for counting tries.

use crate::Web;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

/// Where a request comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The network address, or empty when it is not known.
    pub address: String,
    /// What the browser calls itself, cut.
    pub agent: String,
}

const LONGEST_AGENT: usize = 300;

impl FromRequestParts<Web> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let address = if web.settings.behind_proxy { forwarded(parts).or(peer) } else { peer };
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self {
            address: address.map(|ip| ip.to_canonical().to_string()).unwrap_or_default(),
            agent: agent.unwrap_or_default().chars().take(LONGEST_AGENT).collect(),
        })
    }
}

/// The last entry, which our own proxy wrote; earlier ones may be anybody's.
fn forwarded(parts: &Parts) -> Option<IpAddr> {
    let value = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
    value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
