//! What every request passes on its way in and every answer on its way out.
//!
//! Owns: request ids, the log line, the headers of the content policy, time limits, compression, the same-site
//! check, caught panics. Promises: no answer leaves without them, whatever made it. Never: logs a query string,
//! a body, a cookie or a token.

mod guard;
mod limits;
mod observe;

pub use guard::guard;
pub use limits::{Caught, compress, same_site, time_out};
pub use observe::observe;

/// The content policy of every answer.
pub const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
frame-ancestors 'none'";
