//! The key file: one secret outside the database, from which link secrets and the signer are derived.

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::Id;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What a mailed secret is good for. A secret of one purpose never serves another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms a sign-in address.
    ConfirmEmail,
    /// Sets a new password.
    ResetPassword,
    /// Confirms a branch's mailbox.
    ConfirmBranch,
    /// Joins a firm's team.
    JoinTeam,
    /// Answers a client's invitation that went to a person.
    ClientInvitation,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ConfirmEmail,
        Self::ResetPassword,
        Self::ConfirmBranch,
        Self::JoinTeam,
        Self::ClientInvitation,
    ];

    /// As stored, and as the first part of the link's path.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm",
            Self::ResetPassword => "reset",
            Self::ConfirmBranch => "branch-address",
            Self::JoinTeam => "join",
            Self::ClientInvitation => "invitation",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// The server's secrets. Prints nothing.
pub struct Keys {
    master: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

impl Keys {
    /// From the 32 bytes of the key file.
    #[must_use]
    pub fn new(master: [u8; 32]) -> Self {
        Self { master: Zeroizing::new(master) }
    }

    fn derive(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.master[..]).expect("HMAC takes a key of any length");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The secret of a link: 256 bits, the same every time it is asked for, never stored.
    #[must_use]
    pub fn link_secret(&self, purpose: Purpose, subject: [u8; 16], generation: i64) -> String {
        use base64::Engine as _;
        let secret = self.derive(&[b"link", purpose.word().as_bytes(), &subject, &generation.to_be_bytes()]);
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(secret)
    }

    /// The seed of the key that signs checkpoints.
    #[must_use]
    pub fn signer_seed(&self) -> [u8; 32] {
        self.derive(&[b"audit signer"])
    }
}

/// What the database keeps of a secret.
#[must_use]
pub fn hash_of(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// The hash a link's secret is stored under.
#[must_use]
pub fn link_hash<T: Id>(keys: &Keys, purpose: Purpose, subject: T, generation: i64) -> [u8; 32] {
    hash_of(&keys.link_secret(purpose, subject.bytes(), generation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_serves_one_purpose_one_subject_and_one_generation() {
        let keys = Keys::new([1; 32]);
        let first = keys.link_secret(Purpose::ResetPassword, [2; 16], 1);
        assert_eq!(first, keys.link_secret(Purpose::ResetPassword, [2; 16], 1));
        assert_eq!(first.len(), 43);
        for other in [
            keys.link_secret(Purpose::ConfirmEmail, [2; 16], 1),
            keys.link_secret(Purpose::ResetPassword, [3; 16], 1),
            keys.link_secret(Purpose::ResetPassword, [2; 16], 2),
            Keys::new([9; 32]).link_secret(Purpose::ResetPassword, [2; 16], 1),
        ] {
            assert_ne!(first, other);
        }
        assert_eq!(format!("{keys:?}"), "Keys(hidden)");
    }
}
