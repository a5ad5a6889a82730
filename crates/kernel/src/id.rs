//! Typed ids: UUIDv7, 16 bytes in tables, a prefix and 26 letters at the edge (`inv_01jd…`).
//!
//! An id is never a secret: knowing one grants nothing.

use crate::Moment;

/// Crockford's alphabet in lower case: no i, l, o, u, so a read-out id has one spelling.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What every typed id can do; the types differ so that two kinds of id cannot be swapped.
pub trait Id: Copy + Eq + std::hash::Hash + std::fmt::Debug + Send + Sync + 'static {
    /// The part before the underscore, e.g. `inv`.
    const PREFIX: &'static str;
    /// Wraps the 16 stored bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
    /// The 16 bytes as stored.
    fn bytes(&self) -> [u8; 16];
}

/// An id text that does not belong to the expected type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {expected} id")]
pub struct IdError {
    /// The prefix that was expected.
    pub expected: &'static str,
}

/// Builds a UUIDv7 from an instant and ten random bytes.
#[must_use]
pub fn uuid_v7(at: Moment, random: [u8; 10]) -> [u8; 16] {
    let millis = u64::try_from(at.micros().max(0)).unwrap_or(0) / 1_000;
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes
}

/// 128 bits as 26 letters, most significant first.
#[must_use]
pub fn encode(bytes: [u8; 16]) -> String {
    let value = u128::from_be_bytes(bytes);
    (0..26).rev().map(|place| char::from(ALPHABET[(value >> (place * 5)) as usize & 31])).collect()
}

/// The reverse of [`encode`]; `None` for anything but its exact output.
#[must_use]
pub fn decode(text: &str) -> Option<[u8; 16]> {
    if text.len() != 26 {
        return None;
    }
    let mut value: u128 = 0;
    for (place, letter) in text.bytes().enumerate() {
        let digit = ALPHABET.iter().position(|known| *known == letter)? as u128;
        // 26 letters carry 130 bits: the first may only use three of its five.
        if place == 0 && digit > 7 {
            return None;
        }
        value = (value << 5) | digit;
    }
    Some(value.to_be_bytes())
}

/// Declares one typed id.
#[macro_export]
macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);
        impl $crate::Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_bytes(bytes: [u8; 16]) -> Self { Self(bytes) }
            fn bytes(&self) -> [u8; 16] { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}_{}", $prefix, $crate::id::encode(self.0))
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{self}") }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::IdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then($crate::id::decode)
                    .map(Self)
                    .ok_or($crate::IdError { expected: $prefix })
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> { to.collect_str(self) }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

typed_id! {
    /// A person with a sign-in.
    UserId = "usr";
    /// One signed-in browser.
    SessionId = "ses";
    /// An API token.
    TokenId = "tok";
    /// An accounting firm.
    OrganisationId = "org";
    /// A unit of a firm.
    BranchId = "brn";
    /// A client company; its books.
    BooksId = "bks";
    /// A request for a connection, in either direction.
    InvitationId = "inv";
    /// A request to join a firm's team.
    TeamInvitationId = "tin";
    /// Branch and books, joined by consent.
    ConnectionId = "con";
    /// One delegated stay in a client's books.
    VisitId = "vis";
    /// A ledger account.
    AccountId = "acc";
    /// A transaction: stable over its revisions.
    TransactionId = "txn";
    /// One audit event.
    EventId = "evt";
    /// One queued mail.
    LetterId = "ltr";
    /// One request, as in logs and answers.
    RequestId = "req";
    /// A hint in the table of changes.
    ChangeId = "chg";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let user = UserId::from_bytes([7; 16]).to_string();
        assert!(user.starts_with("usr_"));
        assert_eq!(user.parse::<BooksId>(), Err(IdError { expected: "bks" }));
    }

    #[test]
    fn only_the_canonical_spelling_parses() {
        for text in ["", "usr_", "usr_zzzzzzzzzzzzzzzzzzzzzzzzzz", "USR_0", "usr_0000000000000000000000000I"]
        {
            assert!(text.parse::<UserId>().is_err(), "{text}");
        }
    }

    #[test]
    fn later_ids_sort_later() {
        let early = uuid_v7(Moment::from_micros(1_000_000), [255; 10]);
        let late = uuid_v7(Moment::from_micros(2_000_000), [0; 10]);
        assert!(early < late && encode(early) < encode(late));
    }

    proptest! {
        #[test]
        fn text_and_bytes_are_one(bytes: [u8; 16]) {
            prop_assert_eq!(decode(&encode(bytes)), Some(bytes));
        }
    }
}
