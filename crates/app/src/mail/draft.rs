//! A letter before it has been written out.

use crate::Tenant;
use crate::keys::{Keys, Purpose};
use kernel::{Id, Moment};

/// Where a link in a letter leads. Stored as text; the secret is derived when the letter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkTo;

impl LinkTo {
    /// A page of the product, by its path.
    #[must_use]
    pub fn path(path: impl std::fmt::Display) -> String {
        format!("path {path}")
    }
    /// A page that takes a secret.
    #[must_use]
    pub fn secret<T: Id>(purpose: Purpose, subject: T, generation: i64) -> String {
        format!("secret {} {} {generation}", purpose.word(), kernel::id::encode(subject.bytes()))
    }
    /// The address that goes into the letter; `None` for a text that neither function made.
    #[must_use]
    pub fn resolve(stored: &str, base_url: &str, keys: &Keys) -> Option<String> {
        if let Some(path) = stored.strip_prefix("path ") {
            return Some(format!("{base_url}{path}"));
        }
        let mut parts = stored.strip_prefix("secret ")?.split(' ');
        let purpose = Purpose::from_word(parts.next()?)?;
        let subject = kernel::id::decode(parts.next()?)?;
        let generation = parts.next()?.parse().ok()?;
        Some(format!("{base_url}/{}/{}", purpose.word(), keys.link_secret(purpose, subject, generation)))
    }
}

/// A letter to be queued.
#[derive(Debug, Clone)]
pub struct LetterDraft {
    /// Whose outbox.
    pub tenant: Tenant,
    /// The addressee's address.
    pub address: String,
    /// What it says; its links hold what [`LinkTo`] makes.
    pub letter: mail::Letter,
    /// Not before this instant; at once when `None`.
    pub due_at: Option<Moment>,
    /// Where an answer goes, when not to the server.
    pub reply_to: Option<String>,
}

impl LetterDraft {
    /// A letter that leaves at once.
    #[must_use]
    pub fn new(
        tenant: impl Into<Tenant>,
        address: impl Into<String>,
        letter: impl Into<mail::Letter>,
    ) -> Self {
        Self {
            tenant: tenant.into(),
            address: address.into(),
            letter: letter.into(),
            due_at: None,
            reply_to: None,
        }
    }
    /// Holds it back until then.
    #[must_use]
    pub fn due(mut self, at: Moment) -> Self {
        self.due_at = Some(at);
        self
    }
    /// Where an answer goes.
    #[must_use]
    pub fn reply_to(mut self, address: impl Into<String>) -> Self {
        self.reply_to = Some(address.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::UserId;

    #[test]
    fn a_stored_link_holds_no_secret_and_resolves_to_one() {
        let keys = Keys::new([5; 32]);
        let user = UserId::from_bytes([1; 16]);
        let stored = LinkTo::secret(Purpose::ResetPassword, user, 3);
        let secret = keys.link_secret(Purpose::ResetPassword, [1; 16], 3);
        assert!(!stored.contains(&secret));
        assert_eq!(
            LinkTo::resolve(&stored, "https://x.test", &keys),
            Some(format!("https://x.test/reset/{secret}"))
        );
        assert_eq!(
            LinkTo::resolve(&LinkTo::path("/a"), "https://x.test", &keys).as_deref(),
            Some("https://x.test/a")
        );
        assert_eq!(LinkTo::resolve("https://evil.test", "https://x.test", &keys), None);
    }
}
