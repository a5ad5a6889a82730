//! How a rendered mail leaves: into a folder, or to an SMTP server.
//!
//! Owns both ways and the verdict on a failure. Promises that a mail reported as delivered was accepted by
//! the server or is on disk. Exactly once is impossible over SMTP: a server may accept and its answer be lost,
//! so such a mail is sent again under the same `Message-ID`. Never retries by itself.

pub mod folder;
pub mod smtp;
pub mod smtp_config;

use crate::envelope::Rendered;
use crate::neutral;
pub use folder::FolderPost;
pub use smtp::SmtpPost;
pub use smtp_config::{SmtpConfig, SmtpConfigError, SmtpTls};

/// Longest reason kept of a failure, in characters.
const REASON_LIMIT: usize = 300;

/// The configured way out.
#[derive(Debug)]
pub enum Transport {
    /// One file per mail; nothing leaves the machine.
    Folder(FolderPost),
    /// A mail server.
    Smtp(SmtpPost),
}

/// Why a mail was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryFailure {
    /// Trying again later may help.
    #[error("not delivered yet: {reason}")]
    Temporary {
        /// What happened, on one line, for the operator.
        reason: String,
    },
    /// The server refused this mail for good.
    #[error("refused: {reason}")]
    Permanent {
        /// What happened, on one line, for the operator.
        reason: String,
    },
}

impl DeliveryFailure {
    /// What happened, on one line, for the operator.
    pub fn reason(&self) -> &str {
        match self {
            DeliveryFailure::Temporary { reason } | DeliveryFailure::Permanent { reason } => reason,
        }
    }

    fn temporary(error: &dyn std::fmt::Display) -> DeliveryFailure {
        DeliveryFailure::Temporary { reason: one_line(error) }
    }

    fn permanent(error: &dyn std::fmt::Display) -> DeliveryFailure {
        DeliveryFailure::Permanent { reason: one_line(error) }
    }
}

/// A server's answer is foreign text that ends in logs and on a page: one line, limited, nothing invisible.
fn one_line(error: &dyn std::fmt::Display) -> String {
    let line = error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    neutral::limited(&neutral::visible(&line), REASON_LIMIT)
}

impl Transport {
    /// Hands over one mail. When this returns `Ok`, the receiver has it.
    ///
    /// # Errors
    ///
    /// [`DeliveryFailure`], which says whether to try again. After a temporary failure the receiver may have
    /// the mail nevertheless; the repetition carries the same `Message-ID`.
    pub async fn deliver(&self, message: &Rendered) -> Result<(), DeliveryFailure> {
        match self {
            Transport::Folder(post) => post.deliver(message).await,
            Transport::Smtp(post) => post.deliver(message).await,
        }
    }
}
