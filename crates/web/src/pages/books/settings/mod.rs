//! The settings of a company.

pub(super) mod company;
pub(super) mod hub;
pub(super) mod lock;
