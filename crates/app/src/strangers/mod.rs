//! How often an address that never asked for our mail is written to.
//!
//! Owns: the table `mail_count`. Promises: at most [`MOST_A_DAY`] letters a day go to one address at
//! somebody else's wish, whoever wishes it. Never: limits what a person asks for herself.

mod store;

use ::store::Tx;
use kernel::{EmailKey, Moment, Refusal};

/// The most letters a day to one address.
pub const MOST_A_DAY: i64 = 3;

/// Counts one letter to an address, or refuses it; the count is part of the transaction that sends it.
pub async fn count(tx: &mut Tx<'_>, address: &EmailKey, now: Moment) -> Result<(), Refusal> {
    let day = &now.iso_millis()[..10];
    if store::count(tx, address, day).await? {
        return Ok(());
    }
    let left = 86_400 - now.seconds().rem_euclid(86_400);
    Err(Refusal::TooMany { retry_after_seconds: u32::try_from(left).unwrap_or(86_400) })
}
