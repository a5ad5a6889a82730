//! Mail: queued in the transaction of what caused it, rendered and sent afterwards.
//!
//! Owns: the outbox, what a queued letter keeps, delivery with back-off, dead letters.
//! Promises: no letter for work that was rolled back, none lost, the same `Message-ID` on every try.
//! Never: keeps a secret; links name their secret by purpose, subject and generation.

mod claim;
mod deliver;
mod draft;
mod store;
mod words;

pub use ::mail::{FolderPost, StoredMail};
pub use claim::{ClaimLetters, ClaimedLetter, Outcome, SettleLetter};
pub use deliver::{DeadLetters, PostOffice};
pub use draft::{LetterDraft, LinkTo};
pub use store::DeadLetter;
pub(crate) use store::Queued;
pub use words::day_and_time;
pub(crate) use words::{day_words, moment_words};
