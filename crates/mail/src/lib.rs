//! Owns what a message says and how it leaves: the letters, their rendering to RFC 5322, delivery by SMTP or
//! into a folder, and the pauses between attempts.
//!
//! Promises that the same mail renders to the same bytes under the same `Message-ID`, that nothing a person
//! typed becomes a header, a link or markup, and that a delivery error says whether trying again may help.
//!
//! Never touches the database, reads a clock or decides who is told: that is `app`'s outbox.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod backoff;
mod body;
mod english;
pub mod envelope;
pub mod letter;
mod neutral;
pub mod reader;
pub mod transport;

pub use envelope::{Mail, Mailbox, Rendered, Unwritable};
pub use letter::Letter;
pub use reader::StoredMail;
pub use transport::{DeliveryFailure, FolderPost, SmtpConfig, SmtpConfigError, SmtpPost, Transport};
