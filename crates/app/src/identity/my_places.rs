//! Where a person belongs: what she chooses from after signing in.

use crate::Tenant;
use crate::door::{Door, Query};
use crate::identity::store;
use kernel::{Refusal, folded};

/// The firms and the books of the person, by name.
pub struct MyPlaces;

/// A firm or books to which the person belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which: a firm or books.
    pub tenant: Tenant,
    /// Its name.
    pub name: String,
    /// What she is there: a role's or a preset's stored word.
    pub role: String,
}

impl Query for MyPlaces {
    type Output = Vec<Place>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Place>, Refusal> {
        let mine = door.mine().await?;
        let user = mine.user(door.read());
        let mut places = store::places(door.read(), user).await?;
        // Engines sort letters differently; people do not. The order by id below decides between equals.
        places.sort_by_cached_key(|place| (place.tenant.kind(), folded(&place.name)));
        Ok(places)
    }
}
