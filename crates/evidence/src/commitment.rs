//! Commitments to personal or free text, so that the text can be erased and the log still stands.
//!
//! A leaf holds only `base64(SHA-256(0x02 || salt || text))`. The salt and the text live beside the log and
//! are exported beside it; the random salt keeps a short text from being guessed from its commitment.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::hash::{Hash, digest};

const COMMITMENT_PREFIX: [u8; 1] = [0x02];

/// The random bytes of one commitment. Never use one for two texts.
pub type Salt = [u8; 16];

/// The commitment to a text, as it stands in a leaf under `c`.
pub fn commit(salt: &Salt, text: &[u8]) -> String {
    hash(salt, text).to_base64()
}

/// Whether salt and text are what was committed to.
pub fn opens(commitment: &str, salt: &Salt, text: &[u8]) -> bool {
    Hash::from_base64(commitment) == Some(hash(salt, text))
}

/// The salt as the file of opened commitments spells it: standard base64.
pub fn salt_to_base64(salt: &Salt) -> String {
    BASE64_STANDARD.encode(salt)
}

/// Reads a salt from standard base64; `None` unless it holds exactly 16 bytes.
pub fn salt_from_base64(text: &str) -> Option<Salt> {
    BASE64_STANDARD.decode(text).ok()?.try_into().ok()
}

fn hash(salt: &Salt, text: &[u8]) -> Hash {
    digest(&[&COMMITMENT_PREFIX, salt, text])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: Salt = [0xab; 16];

    #[test]
    fn a_commitment_is_the_hash_of_prefix_salt_and_text() {
        let bytes = [&[2][..], &SALT, b"Anna"].concat();
        assert_eq!(commit(&SALT, b"Anna"), digest(&[&bytes]).to_base64());
    }

    #[test]
    fn only_the_salt_and_text_committed_to_open_it() {
        let commitment = commit(&SALT, b"Anna");
        assert!(opens(&commitment, &SALT, b"Anna"));
        assert!(!opens(&commitment, &SALT, b"Anne"));
        assert!(!opens(&commitment, &[0; 16], b"Anna"));
        assert!(!opens(commitment.trim_end_matches('='), &SALT, b"Anna"));
        assert!(!opens("", &SALT, b"Anna"));
    }

    #[test]
    fn a_salt_is_sixteen_bytes() {
        assert_eq!(salt_from_base64(&salt_to_base64(&SALT)), Some(SALT));
        assert_eq!(salt_from_base64("AAAA"), None);
        assert_eq!(salt_from_base64("?"), None);
    }
}
