//! Signed notes (c2sp.org/signed-note): a text that people can read and mail, with Ed25519 signature lines.

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};

use crate::hash::digest;

/// The signature type of plain Ed25519 over the text.
const ED25519: u8 = 0x01;
/// What a signature line begins with: an em dash and a space.
const SIGNATURE_START: &str = "\u{2014} ";
/// More than any note carries, and little enough to refuse a flood.
const MAX_NOTE_BYTES: usize = 256 * 1024;
const MAX_SIGNATURES: usize = 64;

/// Why bytes are not a key or a note, or a note is not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// A key name is empty or holds a space, a control character or a plus sign.
    #[error("malformed key name {0:?}")]
    KeyName(String),
    /// A verifier key is not `name+id+key` with the id of that key.
    #[error("malformed verifier key: {0}")]
    VerifierKey(&'static str),
    /// The text to sign does not end its last line, or holds a control character.
    #[error("malformed note text")]
    Text,
    /// The bytes are not a note.
    #[error("malformed note: {0}")]
    Malformed(&'static str),
    /// A signature by a known key is wrong: the text was changed, or the signature.
    #[error("signature by {0} does not verify")]
    Signature(String),
    /// No signature is by a known key.
    #[error("not signed by a known key")]
    Unsigned,
}

impl NoteError {
    /// Whether the input is no note or key at all, rather than a note that does not verify.
    pub fn is_malformed(&self) -> bool {
        !matches!(self, Self::Signature(_) | Self::Unsigned)
    }
}

/// The public half of a key, written `name+id+base64(type || key)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl VerifierKey {
    /// Reads a verifier key; it has one spelling, and its id must be that of its name and key.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::VerifierKey("not three parts joined by plus signs"));
        };
        let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| NoteError::VerifierKey("not base64"))?;
        let Some((&ED25519, key)) = bytes.split_first() else {
            return Err(NoteError::VerifierKey("not of the Ed25519 type"));
        };
        let key = key.try_into().map_err(|_| NoteError::VerifierKey("not 32 bytes long"))?;
        let key = VerifyingKey::from_bytes(&key)
            .ok()
            .filter(|key| !key.is_weak())
            .ok_or(NoteError::VerifierKey("not a sound Ed25519 point"))?;
        let parsed = Self::new(name, key)?;
        if parsed.to_string() != text {
            return Err(NoteError::VerifierKey("id does not belong to name and key"));
        }
        Ok(parsed)
    }

    fn new(name: &str, key: VerifyingKey) -> Result<Self, NoteError> {
        check_name(name)?;
        let hash = digest(&[name.as_bytes(), b"\n", &[ED25519], key.as_bytes()]);
        let [a, b, c, d, ..] = *hash.as_bytes();
        Ok(Self { name: name.to_owned(), id: [a, b, c, d], key })
    }

    /// The name of the key; for a log it is the origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of `SHA-256(name || 0x0A || 0x01 || key)`: a label, not a proof.
    pub fn id(&self) -> [u8; 4] {
        self.id
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = [&[ED25519][..], self.key.as_bytes()].concat();
        let id = u32::from_be_bytes(self.id);
        write!(f, "{}+{id:08x}+{}", self.name, BASE64_STANDARD.encode(typed))
    }
}

/// The secret half of a key. It is erased from memory when dropped, and no formatting shows it.
pub struct SigningKey {
    verifier: VerifierKey,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// The key of a name and a secret seed of 32 random bytes.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        Ok(Self { verifier: VerifierKey::new(name, key.verifying_key())?, key })
    }

    /// The public half, to be published.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    fn sign(&self, text: &str) -> SignatureLine {
        let signature = self.key.sign(text.as_bytes()).to_bytes().to_vec();
        SignatureLine { name: self.verifier.name.clone(), id: self.verifier.id, signature }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SignatureLine {
    name: String,
    id: [u8; 4],
    /// Of any length, since keys of other types sign beside ours.
    signature: Vec<u8>,
}

/// A text with its signature lines. `Display` writes the note byte for byte as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

impl Note {
    /// Signs a text, which must end with a line feed and hold no other control character.
    pub fn sign(text: &str, key: &SigningKey) -> Result<Self, NoteError> {
        if !text.ends_with('\n') || has_control(text) {
            return Err(NoteError::Text);
        }
        Ok(Self { text: text.to_owned(), signatures: vec![key.sign(text)] })
    }

    /// Reads a note; its signatures are not yet verified.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(NoteError::Malformed("too long"));
        }
        let note = str::from_utf8(bytes).map_err(|_| NoteError::Malformed("not utf-8"))?;
        if has_control(note) {
            return Err(NoteError::Malformed("control character"));
        }
        let gap = note.rfind("\n\n").ok_or(NoteError::Malformed("no signatures"))?;
        let (text, lines) = (&note[..gap + 1], &note[gap + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Malformed("no line feed at the end"))?;
        let signatures = lines.split('\n').map(parse_signature).collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteError::Malformed("too many signatures"));
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, with its last line feed; trust it only as far as [`verify`](Self::verify) says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The known keys that signed. Signatures by unknown keys are passed over, so that keys can change and
    /// witnesses can sign beside the log; one wrong signature by a known key refuses the whole note.
    pub fn verify<'k>(&self, keys: &'k [VerifierKey]) -> Result<Vec<&'k VerifierKey>, NoteError> {
        let mut signers = Vec::new();
        for line in &self.signatures {
            for key in keys.iter().filter(|key| key.name == line.name && key.id == line.id) {
                let signature = Signature::from_slice(&line.signature);
                signature
                    .and_then(|signature| key.key.verify_strict(self.text.as_bytes(), &signature))
                    .map_err(|_| NoteError::Signature(line.name.clone()))?;
                if !signers.contains(&key) {
                    signers.push(key);
                }
            }
        }
        if signers.is_empty() { Err(NoteError::Unsigned) } else { Ok(signers) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| {
            let encoded = BASE64_STANDARD.encode([&line.id[..], &line.signature].concat());
            writeln!(f, "{SIGNATURE_START}{} {encoded}", line.name)
        })
    }
}

fn parse_signature(line: &str) -> Result<SignatureLine, NoteError> {
    let (name, encoded) = line
        .strip_prefix(SIGNATURE_START)
        .and_then(|rest| rest.split_once(' '))
        .ok_or(NoteError::Malformed("not a signature line"))?;
    check_name(name)?;
    let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| NoteError::Malformed("not base64"))?;
    match bytes.split_first_chunk() {
        Some((&id, signature)) if !signature.is_empty() => {
            Ok(SignatureLine { name: name.to_owned(), id, signature: signature.to_vec() })
        }
        _ => Err(NoteError::Malformed("signature too short")),
    }
}

/// Whether a name may stand in a key and in a signature line.
pub(crate) fn check_name(name: &str) -> Result<(), NoteError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(bad) { Err(NoteError::KeyName(name.to_owned())) } else { Ok(()) }
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of c2sp.org/signed-note.
    const EXAMPLE_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const EXAMPLE: &str = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    /// The key and note of the tests of golang.org/x/mod/sumdb/note.
    const PETER_SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PETER_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const PETER: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    fn key(text: &str) -> VerifierKey {
        VerifierKey::parse(text).unwrap()
    }

    fn peter() -> SigningKey {
        let seed = BASE64_STANDARD.decode(PETER_SEED).unwrap()[1..].try_into().unwrap();
        SigningKey::from_seed("PeterNeumann", &seed).unwrap()
    }

    #[test]
    fn the_published_notes_verify_and_keep_their_bytes() {
        for (vkey, bytes) in [(EXAMPLE_KEY, EXAMPLE), (PETER_KEY, PETER)] {
            let note = Note::parse(bytes.as_bytes()).unwrap();
            let keys = [key(vkey)];
            assert_eq!(note.verify(&keys).unwrap(), [&keys[0]]);
            assert_eq!(note.to_string(), bytes);
            assert_eq!(keys[0].to_string(), vkey);
        }
        assert_eq!(key(EXAMPLE_KEY).id(), [0x53, 0x0d, 0x90, 0x3a]);
    }

    #[test]
    fn signing_gives_the_published_bytes() {
        let note = Note::parse(PETER.as_bytes()).unwrap();
        assert_eq!(Note::sign(note.text(), &peter()).unwrap().to_string(), PETER);
        assert_eq!(peter().verifier().to_string(), PETER_KEY);
    }

    #[test]
    fn formatting_a_secret_key_shows_nothing() {
        assert_eq!(format!("{:?}", peter()), "SigningKey(..)");
    }

    #[test]
    fn unknown_signatures_are_passed_over_and_known_ones_must_hold() {
        let text = Note::parse(PETER.as_bytes()).unwrap().text().to_owned();
        let other = SigningKey::from_seed("other.example", &[7; 32]).unwrap();
        let line = Note::sign(&text, &other).unwrap().to_string().split_off(text.len() + 1);
        let both = Note::parse(format!("{PETER}{line}").as_bytes()).unwrap();
        let keys = [key(PETER_KEY), other.verifier().clone()];
        assert_eq!(both.verify(&keys[..1]).unwrap(), [&keys[0]]);
        assert_eq!(both.verify(&keys).unwrap(), [&keys[0], &keys[1]]);
        assert_eq!(both.verify(&[key(EXAMPLE_KEY)]), Err(NoteError::Unsigned));
        assert_eq!(both.verify(&[]), Err(NoteError::Unsigned));

        let wrong = Note::sign("another text\n", &other).unwrap().to_string().split_off(14);
        let mixed = Note::parse(format!("{PETER}{wrong}").as_bytes()).unwrap();
        assert!(mixed.verify(&keys[..1]).is_ok());
        assert_eq!(mixed.verify(&keys), Err(NoteError::Signature("other.example".into())));
    }

    #[test]
    fn the_same_name_with_another_key_is_unknown() {
        let rotated = SigningKey::from_seed("PeterNeumann", &[9; 32]).unwrap();
        let note = Note::parse(PETER.as_bytes()).unwrap();
        assert_eq!(note.verify(&[rotated.verifier().clone()]), Err(NoteError::Unsigned));
    }

    #[test]
    fn no_part_and_no_bit_change_of_a_key_is_a_key() {
        for vkey in [EXAMPLE_KEY, PETER_KEY] {
            for start in 0..vkey.len() {
                for end in start..vkey.len() {
                    assert!(VerifierKey::parse(&vkey[start..end]).is_err());
                }
            }
            for bit in 0..vkey.len() * 8 {
                let mut bytes = vkey.as_bytes().to_vec();
                bytes[bit / 8] ^= 1 << (bit % 8);
                if let Ok(text) = str::from_utf8(&bytes) {
                    assert!(VerifierKey::parse(text).is_err(), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_note_with_any_bit_flipped_is_refused() {
        let keys = [key(PETER_KEY)];
        // One bit of each byte, each of the eight in turn: verifying every one takes long without optimising.
        for at in 0..PETER.len() {
            let mut bytes = PETER.as_bytes().to_vec();
            bytes[at] ^= 1 << (at % 8);
            assert!(Note::parse(&bytes).and_then(|note| note.verify(&keys).map(|_| ())).is_err());
        }
        for end in 0..PETER.len() {
            assert!(Note::parse(&PETER.as_bytes()[..end]).is_err());
        }
    }

    #[test]
    fn names_and_texts_that_would_break_the_form_are_refused() {
        for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b", "a\u{1}b"] {
            assert!(SigningKey::from_seed(name, &[1; 32]).is_err(), "{name:?}");
        }
        assert_eq!(Note::sign("no end", &peter()), Err(NoteError::Text));
        assert_eq!(Note::sign("tab\there\n", &peter()), Err(NoteError::Text));
        let open = Note::sign("text\n\nwith a gap\n", &peter()).unwrap();
        assert_eq!(Note::parse(open.to_string().as_bytes()), Ok(open));
    }
}
