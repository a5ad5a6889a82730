//! Proof bundles (c2sp.org/tlog-proof): all that a holder of one leaf needs to check it offline.
//!
//! A bundle carries the position, the inclusion proof and the signed checkpoint; the leaf itself travels
//! beside it.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::checkpoint::{Checkpoint, CheckpointError, parse_decimal};
use crate::hash::{Hash, leaf_hash};
use crate::note::VerifierKey;
use crate::proof::{ProofError, verify_inclusion};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// A tree of 2^64 leaves has no longer proof.
const MAX_PROOF_HASHES: usize = 64;

/// Why bytes are not a bundle, or a bundle does not prove its leaf.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The bytes are not a bundle.
    #[error("malformed proof bundle: {0}")]
    Malformed(&'static str),
    /// The checkpoint in it is malformed or does not verify.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The proof does not lead from the leaf to the checkpoint.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl BundleError {
    /// Whether the input is no bundle at all, rather than one that does not verify.
    pub fn is_malformed(&self) -> bool {
        match self {
            Self::Malformed(_) => true,
            Self::Checkpoint(error) => error.is_malformed(),
            Self::Proof(_) => false,
        }
    }
}

/// The proof of one leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Data of other writers that nothing authenticates; ours leave it out.
    pub extra: Option<Vec<u8>>,
    /// The position of the leaf.
    pub seq: u64,
    /// The inclusion proof, from the sibling of the leaf up.
    pub proof: Vec<Hash>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

impl Bundle {
    /// Writes the bundle, conventionally into a file `*.tlog-proof`.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        if let Some(extra) = &self.extra {
            let _ = writeln!(text, "extra {}", BASE64_STANDARD.encode(extra));
        }
        let _ = writeln!(text, "index {}", self.seq);
        for hash in &self.proof {
            let _ = writeln!(text, "{}", hash.to_base64());
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads a bundle; nothing in it is verified yet.
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        let text = str::from_utf8(bytes).map_err(|_| BundleError::Malformed("not utf-8"))?;
        let (top, checkpoint) =
            text.split_once("\n\n").ok_or(BundleError::Malformed("no checkpoint after an empty line"))?;
        let mut lines = top.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(BundleError::Malformed("not a c2sp.org/tlog-proof@v1"));
        }
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            None => None,
            Some(encoded) => {
                lines.next();
                let extra = BASE64_STANDARD.decode(encoded);
                Some(extra.map_err(|_| BundleError::Malformed("extra is not base64"))?)
            }
        };
        let seq = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(parse_decimal);
        let seq = seq.ok_or(BundleError::Malformed("no index"))?;
        let proof = lines.map(Hash::from_base64).collect::<Option<Vec<_>>>();
        let proof = proof.ok_or(BundleError::Malformed("proof line is not a hash"))?;
        if proof.len() > MAX_PROOF_HASHES {
            return Err(BundleError::Malformed("proof is too long"));
        }
        Ok(Self { extra, seq, proof, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that `line` (without line feed) stands at [`seq`](Self::seq) in the log of the checkpoint, and
    /// that one of `keys` signed it; returns that checkpoint.
    pub fn verify(&self, line: &[u8], keys: &[VerifierKey]) -> Result<Checkpoint, BundleError> {
        let checkpoint = Checkpoint::open(self.checkpoint.as_bytes(), keys)?;
        verify_inclusion(self.seq, leaf_hash(line), &checkpoint.head, &self.proof)?;
        Ok(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::SigningKey;
    use crate::tree::Frontier;

    const LINE: &[u8] = b"the only leaf";

    fn key() -> SigningKey {
        SigningKey::from_seed("log.example", &[5; 32]).unwrap()
    }

    fn bundle(extra: Option<Vec<u8>>) -> Bundle {
        let mut tree = Frontier::new();
        tree.append(leaf_hash(LINE));
        let checkpoint = Checkpoint { origin: "log.example".into(), head: tree.head() };
        let checkpoint = checkpoint.sign(&key()).unwrap().to_string();
        Bundle { extra, seq: 0, proof: vec![], checkpoint }
    }

    #[test]
    fn a_bundle_is_read_as_it_was_written() {
        for bundle in [
            bundle(None),
            bundle(Some(b"extra".to_vec())),
            Bundle { proof: vec![leaf_hash(b"a"), leaf_hash(b"b")], seq: 73_894, ..bundle(None) },
        ] {
            assert_eq!(Bundle::parse(bundle.to_text().as_bytes()), Ok(bundle));
        }
    }

    #[test]
    fn a_bundle_proves_its_leaf_and_no_other() {
        let keys = [key().verifier().clone()];
        assert_eq!(bundle(None).verify(LINE, &keys).unwrap().head.size, 1);
        let refused = bundle(None).verify(b"another leaf", &keys);
        assert_eq!(refused, Err(ProofError::Root(1).into()));
    }

    #[test]
    fn other_shapes_are_malformed() {
        let good = bundle(None).to_text();
        for bad in [
            good.replace("@v1", "@v2"),
            good.replace("index 0", "index 00"),
            good.replace("index 0", "index -1"),
            good.replace("index 0\n", ""),
            good.replace("index 0", "index 0\nnot a hash"),
            good.replace("index 0", "index 0\nextra AAAA"),
            good.replace("index 0", "extra ?\nindex 0"),
            good.replace(
                "index 0",
                &format!("index 0{}", format!("\n{}", leaf_hash(b"").to_base64()).repeat(65)),
            ),
            good.replace('\n', "\r\n"),
            HEADER.to_owned(),
        ] {
            assert!(Bundle::parse(bad.as_bytes()).is_err_and(|error| error.is_malformed()), "{bad:?}");
        }
    }
}
