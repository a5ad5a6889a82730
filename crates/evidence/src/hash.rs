//! Tree hashes: SHA-256 with the domain prefixes of RFC 6962, section 2.1.

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

const LEAF_PREFIX: [u8; 1] = [0x00];
const NODE_PREFIX: [u8; 1] = [0x01];

/// The hash of a leaf or of a subtree: 32 bytes. `Display` and `Debug` print lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; Hash::LENGTH]);

impl Hash {
    /// The number of bytes of a hash.
    pub const LENGTH: usize = 32;

    /// A hash from its raw bytes.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// A hash from a slice, as a database column gives it; `None` unless it has exactly 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The raw bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// A hash from standard padded base64 (RFC 4648, section 4); `None` for any other spelling.
    pub fn from_base64(text: &str) -> Option<Self> {
        Self::from_slice(&BASE64_STANDARD.decode(text).ok()?)
    }

    /// Standard padded base64, as checkpoints and proofs carry it.
    pub fn to_base64(&self) -> String {
        BASE64_STANDARD.encode(self.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The hash of one leaf: `SHA-256(0x00 || line)`, where `line` has no line feed.
pub fn leaf_hash(line: &[u8]) -> Hash {
    digest(&[&LEAF_PREFIX, line])
}

/// The hash of an inner node: `SHA-256(0x01 || left || right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    digest(&[&NODE_PREFIX, &left.0, &right.0])
}

/// The root of the tree without leaves: `SHA-256("")`.
pub fn empty_root() -> Hash {
    digest(&[])
}

/// SHA-256 over the parts as if they were one byte string.
pub(crate) fn digest(parts: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part);
    }
    Hash(sha.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_root_is_the_hash_of_nothing() {
        assert_eq!(
            empty_root().to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn the_empty_leaf_is_not_the_empty_tree() {
        assert_eq!(
            leaf_hash(b"").to_string(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
    }

    #[test]
    fn base64_has_one_spelling() {
        let hash = leaf_hash(b"x");
        let text = hash.to_base64();
        assert_eq!(Hash::from_base64(&text), Some(hash));
        assert_eq!(Hash::from_base64(text.trim_end_matches('=')), None);
        assert_eq!(Hash::from_base64(&format!("{text}\n")), None);
        assert_eq!(Hash::from_slice(&[0; 31]), None);
    }
}
