//! Values that every crate shares: typed ids, instants, refusals, paging, money, days, names.
//!
//! Promises: no I/O, no clock, no SQL, no async. A value that exists is valid.

pub mod id;
pub mod moment;
pub mod page;
pub mod refusal;

pub use id::*;
pub use moment::{Clock, Entropy, Moment};
pub use page::{Page, PageSize};
pub use refusal::{Fault, FaultKind, FieldProblem, Refusal};
