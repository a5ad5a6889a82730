//! Checkpoints (c2sp.org/tlog-checkpoint): the signed statement of a log's size and root.

use crate::hash::{Hash, empty_root};
use crate::note::{Note, NoteError, SigningKey, VerifierKey, check_name};
use crate::proof::{ProofError, verify_consistency};
use crate::tree::Head;

/// Why bytes are not a checkpoint to rely on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note around it is malformed or not signed.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The text is not exactly origin, size and root, one a line.
    #[error("malformed checkpoint: {0}")]
    Malformed(&'static str),
    /// The signing key does not bear the name of the log.
    #[error("checkpoint of {origin} is not signed by a key of that name")]
    Signer {
        /// The log that the checkpoint speaks of.
        origin: String,
    },
}

impl CheckpointError {
    /// Whether the input is no checkpoint at all, rather than one that does not verify.
    pub fn is_malformed(&self) -> bool {
        match self {
            Self::Note(error) => error.is_malformed(),
            Self::Malformed(_) => true,
            Self::Signer { .. } => false,
        }
    }
}

/// What a log states about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log, also the name of its key and the `log` of each of its leaves.
    pub origin: String,
    /// Its size and root.
    pub head: Head,
}

impl Checkpoint {
    /// The text that is signed: origin, size and root, one a line.
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.head.size, self.head.root.to_base64())
    }

    /// Reads the text. Extension lines are refused: no reader of ours could check what they say.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), Some(""), None) =
            (lines.next(), lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Malformed("not three lines"));
        };
        check_name(origin)?;
        let size = parse_decimal(size).ok_or(CheckpointError::Malformed("size is not a number"))?;
        let root = Hash::from_base64(root).ok_or(CheckpointError::Malformed("root is not a hash"))?;
        if size == 0 && root != empty_root() {
            return Err(CheckpointError::Malformed("root of an empty log is not that of an empty tree"));
        }
        Ok(Self { origin: origin.to_owned(), head: Head { size, root } })
    }

    /// Signs the checkpoint with the key of its log. Ask [`may_sign`] first: this does not remember.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, CheckpointError> {
        if key.verifier().name() != self.origin {
            return Err(CheckpointError::Signer { origin: self.origin.clone() });
        }
        Ok(Note::sign(&self.to_text(), key)?)
    }

    /// Reads a signed checkpoint and verifies it: a key of `keys` that bears the log's name must have signed.
    pub fn open(note: &[u8], keys: &[VerifierKey]) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let checkpoint = Self::parse(note.text())?;
        let signers = note.verify(keys)?;
        if !signers.iter().any(|key| key.name() == checkpoint.origin) {
            return Err(CheckpointError::Signer { origin: checkpoint.origin });
        }
        Ok(checkpoint)
    }
}

/// Why the signer refuses a head: signing it would let a log have two histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignRefusal {
    /// The log is shorter than it was; an old copy of the database was put back.
    #[error("log has {next} leaves but {last} were signed")]
    Behind {
        /// The size last signed.
        last: u64,
        /// The size to sign.
        next: u64,
    },
    /// The signed head is not proven to be the beginning of the next one.
    #[error("log of {next} leaves does not extend the signed {last}: {reason}")]
    Inconsistent {
        /// The size last signed.
        last: u64,
        /// The size to sign.
        next: u64,
        /// What is wrong with the proof.
        reason: ProofError,
    },
}

/// The rule of the signer's memory: after `last`, only a head that is proven to extend it is signed.
///
/// `proof` is the consistency proof from `last` to `next`; it is empty when there is no last head, when the
/// last one is of an empty log, and when the sizes are equal, in which case the roots must be, too.
pub fn may_sign(last: Option<&Head>, next: &Head, proof: &[Hash]) -> Result<(), SignRefusal> {
    let Some(last) = last else { return Ok(()) };
    if next.size < last.size {
        return Err(SignRefusal::Behind { last: last.size, next: next.size });
    }
    verify_consistency(last, next, proof).map_err(|reason| SignRefusal::Inconsistent {
        last: last.size,
        next: next.size,
        reason,
    })
}

/// A decimal number in its only spelling: digits without a sign or a leading zero.
pub(crate) fn parse_decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use crate::proof::Plan;
    use crate::tree::Frontier;
    use crate::tree::tests::{leaves, stored};

    const ORIGIN: &str = "books.example/audit/t_0001";

    fn signer(name: &str) -> SigningKey {
        SigningKey::from_seed(name, &[3; 32]).unwrap()
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: ORIGIN.into(), head: Head { size: 5, root: leaf_hash(b"root") } }
    }

    fn head(size: u64) -> Head {
        let mut frontier = Frontier::new();
        for leaf in leaves(size) {
            frontier.append(leaf);
        }
        frontier.head()
    }

    fn proof(from: u64, to: u64) -> Vec<Hash> {
        let rows = stored(&leaves(to));
        Plan::consistency(from, to).unwrap().hashes(|node| rows.get(&node).copied().ok_or(())).unwrap()
    }

    #[test]
    fn a_signed_checkpoint_opens_to_itself() {
        let key = signer(ORIGIN);
        let note = checkpoint().sign(&key).unwrap().to_string();
        assert_eq!(Checkpoint::open(note.as_bytes(), &[key.verifier().clone()]), Ok(checkpoint()));
    }

    #[test]
    fn only_a_key_of_the_logs_name_speaks_for_it() {
        let other = signer("other.example");
        let refused = CheckpointError::Signer { origin: ORIGIN.into() };
        assert_eq!(checkpoint().sign(&other), Err(refused.clone()));
        let note = Note::sign(&checkpoint().to_text(), &other).unwrap().to_string();
        assert_eq!(Checkpoint::open(note.as_bytes(), &[other.verifier().clone()]), Err(refused));
    }

    #[test]
    fn a_text_has_one_spelling() {
        let good = checkpoint().to_text();
        assert_eq!(Checkpoint::parse(&good), Ok(checkpoint()));
        for bad in [
            good.replace("\n5\n", "\n05\n"),
            good.replace("\n5\n", "\n+5\n"),
            good.replace("\n5\n", "\n-5\n"),
            good.replace("\n5\n", "\n\n"),
            good.replace("\n5\n", "\n0\n"),
            good.replace("=\n", "\n"),
            good.replace(ORIGIN, ""),
            good.replace(ORIGIN, "two words"),
            format!("{good}extension\n"),
            format!("{good}\n"),
            good.trim_end().to_owned(),
        ] {
            assert!(Checkpoint::parse(&bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_signer_follows_a_growing_log() {
        assert_eq!(may_sign(None, &head(9), &[]), Ok(()));
        assert_eq!(may_sign(Some(&head(0)), &head(9), &[]), Ok(()));
        assert_eq!(may_sign(Some(&head(9)), &head(9), &[]), Ok(()));
        assert_eq!(may_sign(Some(&head(5)), &head(9), &proof(5, 9)), Ok(()));
    }

    #[test]
    fn the_signer_refuses_a_shorter_log_and_a_fork() {
        assert_eq!(may_sign(Some(&head(9)), &head(5), &[]), Err(SignRefusal::Behind { last: 9, next: 5 }));
        let forked = |size| Head { size, root: leaf_hash(b"fork") };
        for (last, next, proof) in [
            (head(9), forked(9), vec![]),
            (head(5), forked(9), proof(5, 9)),
            (forked(5), head(9), proof(5, 9)),
            (head(5), head(9), vec![]),
            (head(5), head(9), proof(4, 9)),
        ] {
            let refusal = may_sign(Some(&last), &next, &proof);
            assert!(matches!(refusal, Err(SignRefusal::Inconsistent { .. })), "{refusal:?}");
        }
    }
}
