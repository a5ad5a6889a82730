//! The web house, asked over HTTP without a network: what every page and every API call can rely on.

mod browser;
mod doors;
mod goldens;

pub use browser::{Browser, Site};
