//! Links with a secret: found by the secret's hash, used once, told apart by state.
//!
//! Owns: the table `link`. Promises: the holder of a genuine secret learns where it stands; an
//! unknown secret is not found; opening never uses. Never: knows what a link is good for.

mod store;

pub use store::{Link, find, insert, kill, use_up};

use kernel::Refusal;

/// Where a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It works.
    Live,
    /// It has served.
    Used,
    /// Its time is over.
    Expired,
    /// A newer one has taken its place.
    Replaced,
    /// Its sender took it back.
    Withdrawn,
}

impl LinkState {
    /// Refuses unless the link works.
    pub fn usable(self) -> Result<(), Refusal> {
        match self {
            Self::Live => Ok(()),
            Self::Used => Err(Refusal::conflict("link_used", "This link has been used.")),
            Self::Expired => Err(Refusal::conflict("link_expired", "This link has expired.")),
            Self::Replaced => Err(Refusal::conflict(
                "link_replaced",
                "A newer link was sent. Use the one in the latest mail.",
            )),
            Self::Withdrawn => Err(Refusal::conflict("link_withdrawn", "This link was withdrawn.")),
        }
    }
}
