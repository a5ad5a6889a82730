//! How a request is read: who asks, which things are named, what was typed.
//!
//! Owns: cookies, bearer tokens, paths, forms, JSON, keys against doing a thing twice, addresses to come back
//! to. Promises: strict; what is unknown, doubled or of the wrong kind is refused, never ignored. Never: decides
//! whether somebody may.

mod body;
mod caller;
pub mod cookie;
mod form;
mod json;
mod next;
mod origin;
mod paging;
mod path;
mod problems;
mod version;
mod visitor;

pub use body::BODY_LIMIT;
pub(crate) use body::known_only;
pub use caller::{ApiCaller, ApiVisitor, Key};
pub use form::Form;
pub use json::Json;
pub use next::Next;
pub use origin::Origin;
pub use paging::Paging;
pub use path::{Parameters, Path, Query};
pub use problems::Problems;
pub use version::{IfMatch, etag};
pub use visitor::{MaybeVisitor, Person, Visitor};
