//! How often an address that never asked for our mail is written to.
//!
//! Owns: the table `mail_count`. Promises: at most [`MOST_A_DAY`] letters a day go to one address at
//! somebody else's wish, whoever wishes it. Letters about a sign-in, which anybody can cause, are counted
//! by themselves. Never: limits what a signed-in person asks for herself.

mod store;

use ::store::Tx;
use kernel::{EmailKey, Fault, Moment, Refusal};

/// The most letters a day to one address.
pub const MOST_A_DAY: i64 = 3;

/// Counts one letter to an address, or refuses it; the count is part of the transaction that sends it.
pub async fn count(tx: &mut Tx<'_>, address: &EmailKey, now: Moment) -> Result<(), Refusal> {
    let day = &now.iso_millis()[..10];
    if store::count(tx, address.as_str(), day).await? {
        return Ok(());
    }
    let left = 86_400 - now.seconds().rem_euclid(86_400);
    Err(Refusal::TooMany { retry_after_seconds: u32::try_from(left).unwrap_or(86_400) })
}

/// Counts one wish of whoever holds a link that its sender may send another; false when the day's are used up.
/// `link` is what the link is about, so that nobody's wishes count against another link.
pub async fn may_ask(tx: &mut Tx<'_>, link: &str, now: Moment) -> Result<bool, Fault> {
    // No address holds a space, so a word in front of one is never another address.
    store::count(tx, &format!("again {link}"), &now.iso_millis()[..10]).await
}

/// Why a letter about a sign-in goes out without anybody being signed in. Each reason is counted by itself
/// and apart from invitations, so that nobody uses up a person's reset letters by inviting her.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInLetter {
    /// Somebody signed up with the address.
    SignUp,
    /// Somebody asked for a new password.
    Reset,
}

/// Counts a letter about a sign-in; false when the day's are used up. The caller then sends nothing and
/// says nothing: a refusal would tell who has a sign-in.
pub async fn may_write(
    tx: &mut Tx<'_>,
    letter: SignInLetter,
    address: &EmailKey,
    now: Moment,
) -> Result<bool, Fault> {
    let reason = match letter {
        SignInLetter::SignUp => "sign-up",
        SignInLetter::Reset => "reset",
    };
    // No address holds a space, so a word in front of one is never another address.
    let key = format!("{reason} {}", address.as_str());
    store::count(tx, &key, &now.iso_millis()[..10]).await
}
