//! The chart of accounts on pages.

pub(super) mod add;
pub(super) mod change;
pub(super) mod list;
