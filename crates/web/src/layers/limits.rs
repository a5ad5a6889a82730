//! Limits: of time, of size, of where a request may come from; and what happens when code breaks.

use crate::refuse::{Refused, Turned};
use crate::state::Settings;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::any::Any;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::ResponseForPanic;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError, ResponseForProtectionError};

/// The longest that a page or an API call may take. Streams and exports stand outside.
const LONGEST: Duration = Duration::from_secs(30);

/// Gives up after [`LONGEST`].
pub async fn time_out(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refused::Turned(Turned::TooSlow).into_response(),
    }
}

/// Compression, at the level that costs least: the default costs several times what the page does.
/// Streams and pictures are left alone.
pub fn compress() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Fastest)
}

/// How a request from elsewhere is refused.
#[derive(Clone)]
pub struct FromElsewhere;

impl ResponseForProtectionError<axum::body::Body> for FromElsewhere {
    fn response_for_protection_error(&mut self, _: ProtectionError) -> Response {
        Refused::Turned(Turned::CrossSite).into_response()
    }
}

/// Refuses requests that change something unless they come from this site's own pages.
pub fn same_site(settings: &Settings) -> CsrfLayer<FromElsewhere> {
    let layer = CsrfLayer::new();
    // A base URL that is no origin (a path behind a proxy, say) leaves the comparison with `Host`.
    let own = url::Url::parse(&settings.base_url).map(|url| url.origin().ascii_serialization());
    let layer = match own {
        Ok(own) => layer.clone().add_trusted_origin(own).unwrap_or(layer),
        Err(_) => layer,
    };
    layer.with_rejection_response(FromElsewhere)
}

/// Turns a panic into the page that gives a number to quote.
#[derive(Clone)]
pub struct Caught;

impl ResponseForPanic for Caught {
    type ResponseBody = axum::body::Body;

    fn response_for_panic(&mut self, panic: Box<dyn Any + Send + 'static>) -> Response {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words");
        Refused::from(kernel::Fault::internal(format!("panic: {words}"))).into_response()
    }
}
