//! Visits: one delegated stay of a member in a client's books, from Go To to Back to Accountant.
//!
//! Owns: the table `visit`. Promises: a visit lives eight hours at most and one idle hour, belongs to
//! one sign-in, and its beginning and end stand in both sides' logs.
//! Never: gives a right; it only says that the person is there.

mod close_idle;
mod close_visit;
mod events;
mod list;
mod open_books;
mod place;
mod store;
mod touch_visit;

pub use close_idle::{CloseIdleVisit, IdleVisits, close_idle};
pub use close_visit::{CloseVisit, VisitClosed};
pub use list::{CurrentVisit, VisitFacts, WayIn, WaysIn};
pub use open_books::{BooksOpened, OpenBooks};
pub use place::Place;
pub use touch_visit::TouchVisit;

/// A visit ends after eight hours, however busy.
pub const LONGEST_SECONDS: i64 = 8 * 3_600;

/// A visit ends after an hour without a sign of the person.
pub(crate) use crate::access::IDLE_SECONDS;
