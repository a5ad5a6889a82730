//! The offline verifier: what an outsider runs over an export, with nothing but bytes and the log's keys.

use crate::bundle::{Bundle, BundleError};
use crate::checkpoint::Checkpoint;
use crate::commitment::{opens, salt_from_base64};
use crate::hash::{Hash, leaf_hash};
use crate::leaf;
use crate::note::VerifierKey;
use crate::tree::{Frontier, Head};

pub use failure::{Failure, Malformed, Mismatch};

mod failure;

/// What was verified, and the leaves as verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report<'a> {
    /// The log.
    pub origin: String,
    /// Its size and root.
    pub head: Head,
    /// The sizes of the older checkpoints that it extends, ascending.
    pub older: Vec<u64>,
    lines: Vec<&'a [u8]>,
}

/// What the proof of one leaf shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofReport {
    /// The log.
    pub origin: String,
    /// The position of the leaf.
    pub seq: u64,
    /// The size and root of the log that holds it.
    pub head: Head,
}

/// Verifies an export: `ndjson` holds exactly the leaves of the signed `checkpoint`, and each of the `older`
/// signed checkpoints, in any order, is a beginning of it. `keys` are the present and former keys of the log.
///
/// A root names no leaf, so a changed leaf is named only as closely as older checkpoints enclose it.
pub fn verify_export<'a>(
    ndjson: &'a [u8],
    checkpoint: &[u8],
    keys: &[VerifierKey],
    older: &[&[u8]],
) -> Result<Report<'a>, Failure> {
    let checkpoint = Checkpoint::open(checkpoint, keys).map_err(|error| match error.is_malformed() {
        true => Failure::from(Malformed::Checkpoint(error)),
        false => Mismatch::Checkpoint(error).into(),
    })?;
    let Checkpoint { origin, head } = checkpoint;
    let older = open_older(older, keys, &origin)?;
    let lines = split_lines(ndjson, "export")?;
    let leaves = check_lines(&lines, &origin)?;
    let found = leaves.len() as u64;
    if found < head.size {
        return Err(Mismatch::MissingLeaves { size: head.size, found }.into());
    }
    if found > head.size {
        return Err(Mismatch::ExcessLeaves { size: head.size }.into());
    }
    check_heads(&leaves, &head, &older)?;
    Ok(Report { origin, head, older: older.iter().map(|head| head.size).collect(), lines })
}

/// Verifies one leaf with its proof bundle. `line` may end with a line feed, as a saved file does.
pub fn verify_proof(line: &[u8], bundle: &[u8], keys: &[VerifierKey]) -> Result<ProofReport, Failure> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let bundle = Bundle::parse(bundle).map_err(Malformed::Bundle)?;
    let seq = bundle.seq;
    let leaf = leaf::parse(line).map_err(|reason| Malformed::Leaf { position: seq, reason })?;
    let Checkpoint { origin, head } = bundle.verify(line, keys).map_err(|error| match error {
        BundleError::Proof(error) => Failure::from(Mismatch::Proof { seq, error }),
        BundleError::Checkpoint(error) if !error.is_malformed() => Mismatch::Checkpoint(error).into(),
        malformed => Malformed::Bundle(malformed).into(),
    })?;
    check_place(&leaf, seq, &origin)?;
    Ok(ProofReport { origin, seq, head })
}

impl Report<'_> {
    /// Verifies a file of opened commitments, one JSON object `{seq, name, salt, text}` a line, against the
    /// verified leaves; returns how many there are. Texts that were erased are simply not in the file.
    pub fn verify_openings(&self, ndjson: &[u8]) -> Result<usize, Failure> {
        let openings = split_lines(ndjson, "file of openings")?;
        for (position, line) in openings.iter().enumerate() {
            self.verify_opening(line, position + 1)?;
        }
        Ok(openings.len())
    }

    fn verify_opening(&self, opening: &[u8], line: usize) -> Result<(), Failure> {
        let malformed = |reason: String| Malformed::Opening { line, reason };
        let opening: Opening =
            serde_json::from_slice(opening).map_err(|error| malformed(error.to_string()))?;
        let salt = salt_from_base64(&opening.salt)
            .ok_or_else(|| malformed("salt is not 16 bytes in base64".to_owned()))?;
        let Opening { seq, name, text, .. } = opening;
        let commitment = self.commitment(seq, &name)?;
        let Some(commitment) = commitment else {
            return Err(Mismatch::NoCommitment { seq, name }.into());
        };
        if !opens(&commitment, &salt, text.as_bytes()) {
            return Err(Mismatch::Opening { seq, name }.into());
        }
        Ok(())
    }

    fn commitment(&self, seq: u64, name: &str) -> Result<Option<String>, Malformed> {
        let Some(line) = usize::try_from(seq).ok().and_then(|seq| self.lines.get(seq)) else {
            return Ok(None);
        };
        let leaf = leaf::parse(line).map_err(|reason| Malformed::Leaf { position: seq, reason })?;
        let commitment = leaf.members.get("c").and_then(|commitments| commitments.get(name));
        Ok(commitment.and_then(|commitment| commitment.as_str()).map(str::to_owned))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    seq: u64,
    name: String,
    salt: String,
    text: String,
}

/// The heads of the older checkpoints, ascending by size.
fn open_older(older: &[&[u8]], keys: &[VerifierKey], origin: &str) -> Result<Vec<Head>, Failure> {
    let mut heads = Vec::with_capacity(older.len());
    for (position, note) in older.iter().enumerate() {
        let opened = Checkpoint::open(note, keys).map_err(|error| match error.is_malformed() {
            true => Failure::from(Malformed::OlderCheckpoint { position, error }),
            false => Mismatch::OlderCheckpoint { position, error }.into(),
        })?;
        if opened.origin != origin {
            let (origin, found) = (origin.to_owned(), opened.origin);
            return Err(Mismatch::OtherLog { position, origin, found }.into());
        }
        heads.push(opened.head);
    }
    heads.sort_by_key(|head| head.size);
    Ok(heads)
}

/// The lines of a file, each without its line feed; the last must have one.
fn split_lines<'a>(bytes: &'a [u8], file: &'static str) -> Result<Vec<&'a [u8]>, Malformed> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let lines = bytes.strip_suffix(b"\n").ok_or(Malformed::Unterminated { file })?;
    Ok(lines.split(|byte| *byte == b'\n').collect())
}

/// Checks form, position and log of each line, and hashes it.
fn check_lines(lines: &[&[u8]], origin: &str) -> Result<Vec<Hash>, Failure> {
    let mut hashes = Vec::with_capacity(lines.len());
    for (position, line) in (0..).zip(lines) {
        let leaf = leaf::parse(line).map_err(|reason| Malformed::Leaf { position, reason })?;
        check_place(&leaf, position, origin)?;
        hashes.push(leaf_hash(line));
    }
    Ok(hashes)
}

fn check_place(leaf: &leaf::Parsed, position: u64, origin: &str) -> Result<(), Mismatch> {
    if leaf.log != origin {
        let (origin, found) = (origin.to_owned(), leaf.log.clone());
        return Err(Mismatch::ForeignLeaf { seq: position, origin, found });
    }
    if leaf.seq != position {
        return Err(Mismatch::WrongSeq { position, found: leaf.seq });
    }
    Ok(())
}

/// Grows the tree leaf by leaf and compares it with every head on the way, so that the first head that does
/// not fit, and the last that does, enclose the change.
fn check_heads(leaves: &[Hash], head: &Head, older: &[Head]) -> Result<(), Mismatch> {
    let heads: Vec<&Head> = older.iter().chain([head]).collect();
    if let Some([fork, _]) = heads.array_windows().find(|[a, b]| a.size == b.size && a.root != b.root) {
        return Err(Mismatch::Fork { size: fork.size });
    }
    let mut tree = Frontier::new();
    let mut from = 0;
    let mut leaves = leaves.iter();
    for old in older {
        if old.size > head.size {
            return Err(Mismatch::OlderIsLarger { older: old.size, size: head.size });
        }
        for leaf in leaves.by_ref().take((old.size - tree.size()) as usize) {
            tree.append(*leaf);
        }
        if tree.root() != old.root {
            return Err(Mismatch::OlderNotPrefix { size: old.size, from });
        }
        from = old.size;
    }
    for leaf in leaves {
        tree.append(*leaf);
    }
    if tree.head() == *head { Ok(()) } else { Err(Mismatch::Root { size: head.size, from }) }
}
