//! Proofs that a leaf is in a tree and that one tree is the beginning of another.
//!
//! Making a proof is two steps, because the stored hashes are fetched asynchronously: a [`Plan`] says which
//! complete subtrees are needed, the caller reads those rows, and the plan computes the proof from them.
//! Making follows RFC 6962, sections 2.1.1 and 2.1.2; checking RFC 9162, sections 2.1.3.2 and 2.1.4.2.

use crate::hash::{Hash, empty_root, node_hash};
use crate::tree::{Head, NodeId, fold};

/// A question about a tree that has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfRange {
    /// The tree ends before the leaf.
    #[error("leaf {seq} is not in a tree of {size} leaves")]
    Leaf {
        /// The position asked for.
        seq: u64,
        /// The leaves of the tree.
        size: u64,
    },
    /// The earlier tree is larger than the later one.
    #[error("a tree of {from} leaves is not the beginning of one of {to}")]
    Sizes {
        /// The leaves of the earlier tree.
        from: u64,
        /// The leaves of the later tree.
        to: u64,
    },
}

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The position or the sizes cannot be proved at all.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    /// The proof has more or fewer hashes than the sizes ask for.
    #[error("proof has the wrong number of hashes: {0}")]
    Length(usize),
    /// The proof leads to another root than the one stated.
    #[error("proof does not lead to the root of size {0}")]
    Root(u64),
}

/// Which stored subtrees make up each hash of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// One entry per hash of the proof; the subtrees of an entry, largest first, fold into that hash.
    hashes: Vec<Vec<NodeId>>,
}

impl Plan {
    /// The proof that leaf `seq` is in the tree of the first `size` leaves, from its sibling up.
    pub fn inclusion(seq: u64, size: u64) -> Result<Self, OutOfRange> {
        if seq >= size {
            return Err(OutOfRange::Leaf { seq, size });
        }
        let mut hashes = Vec::new();
        let (mut low, mut high) = (0, size);
        while high - low > 1 {
            let split = low + split(high - low);
            if seq < split {
                hashes.push(subtrees(split, high));
                high = split;
            } else {
                hashes.push(subtrees(low, split));
                low = split;
            }
        }
        hashes.reverse();
        Ok(Self { hashes })
    }

    /// The proof that the tree of the first `from` leaves is the beginning of that of the first `to`.
    ///
    /// It has no hashes when the sizes are equal or `from` is zero: there is nothing left to prove.
    pub fn consistency(from: u64, to: u64) -> Result<Self, OutOfRange> {
        if from > to {
            return Err(OutOfRange::Sizes { from, to });
        }
        let mut hashes = Vec::new();
        if from == 0 {
            return Ok(Self { hashes });
        }
        let (mut low, mut high) = (0, to);
        while from != high {
            let split = low + split(high - low);
            if from <= split {
                hashes.push(subtrees(split, high));
                high = split;
            } else {
                hashes.push(subtrees(low, split));
                low = split;
            }
        }
        if low > 0 {
            hashes.push(subtrees(low, high));
        }
        hashes.reverse();
        Ok(Self { hashes })
    }

    /// The rows to read before [`hashes`](Self::hashes), without repetition.
    pub fn needed_nodes(&self) -> Vec<NodeId> {
        self.hashes.iter().flatten().copied().collect()
    }

    /// Computes the proof; `fetch` gives the stored hash of a complete subtree or the caller's error.
    pub fn hashes<E>(&self, mut fetch: impl FnMut(NodeId) -> Result<Hash, E>) -> Result<Vec<Hash>, E> {
        self.hashes.iter().map(|nodes| join(nodes, &mut fetch)).collect()
    }
}

/// The rows from which [`root_at`] computes the root of the first `size` leaves.
pub fn root_nodes(size: u64) -> Vec<NodeId> {
    subtrees(0, size)
}

/// The root that the tree had when it held `size` leaves, from subtrees stored then or later.
pub fn root_at<E>(size: u64, mut fetch: impl FnMut(NodeId) -> Result<Hash, E>) -> Result<Hash, E> {
    join(&root_nodes(size), &mut fetch)
}

/// Checks that `leaf` stands at `seq` in the tree of `head`.
pub fn verify_inclusion(seq: u64, leaf: Hash, head: &Head, proof: &[Hash]) -> Result<(), ProofError> {
    if seq >= head.size {
        return Err(OutOfRange::Leaf { seq, size: head.size }.into());
    }
    let (mut node, mut last) = (seq, head.size - 1);
    let mut hash = leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length(proof.len()));
        }
        if node % 2 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            climb_while_even(&mut node, &mut last);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    match last {
        0 if hash == head.root => Ok(()),
        0 => Err(ProofError::Root(head.size)),
        _ => Err(ProofError::Length(proof.len())),
    }
}

/// Checks that the tree of `old` is the beginning of the tree of `new`.
pub fn verify_consistency(old: &Head, new: &Head, proof: &[Hash]) -> Result<(), ProofError> {
    if old.size > new.size {
        return Err(OutOfRange::Sizes { from: old.size, to: new.size }.into());
    }
    if old.size == 0 && old.root != empty_root() {
        return Err(ProofError::Root(0));
    }
    if old.size == new.size && old.root != new.root {
        return Err(ProofError::Root(new.size));
    }
    if old.size == 0 || old.size == new.size {
        return if proof.is_empty() { Ok(()) } else { Err(ProofError::Length(proof.len())) };
    }
    let start = if old.size.is_power_of_two() { Some(old.root) } else { None };
    let mut path = start.into_iter().chain(proof.iter().copied());
    let first = path.next().ok_or(ProofError::Length(0))?;
    climb(old, new, first, path).ok_or(ProofError::Length(proof.len()))?
}

/// Steps 3 to 7 of RFC 9162, section 2.1.4.2; `None` when the path is too short or too long.
fn climb(
    old: &Head,
    new: &Head,
    first: Hash,
    path: impl Iterator<Item = Hash>,
) -> Option<Result<(), ProofError>> {
    let shared = (old.size - 1).trailing_ones();
    let (mut node, mut last) = ((old.size - 1) >> shared, (new.size - 1) >> shared);
    let (mut old_root, mut new_root) = (first, first);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if node % 2 == 1 || node == last {
            old_root = node_hash(&sibling, &old_root);
            new_root = node_hash(&sibling, &new_root);
            climb_while_even(&mut node, &mut last);
        } else {
            new_root = node_hash(&new_root, &sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last != 0 {
        return None;
    }
    Some(match (old_root == old.root, new_root == new.root) {
        (true, true) => Ok(()),
        (false, _) => Err(ProofError::Root(old.size)),
        (_, false) => Err(ProofError::Root(new.size)),
    })
}

/// Skips the levels at which the node is the last and has no sibling.
fn climb_while_even(node: &mut u64, last: &mut u64) {
    while (*node).is_multiple_of(2) && *node != 0 {
        (*node, *last) = (*node >> 1, *last >> 1);
    }
}

/// The largest power of two below `count`, which is at least two.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The complete subtrees that cover leaves `low` up to `high`, largest first. `low` is aligned to them, as
/// every range that arises from splitting a tree is.
fn subtrees(low: u64, high: u64) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut start = low;
    while start < high {
        let level = (high - start).ilog2();
        nodes.push(NodeId { level: level as u8, index: start >> level });
        start += 1 << level;
    }
    nodes
}

fn join<E>(nodes: &[NodeId], fetch: &mut impl FnMut(NodeId) -> Result<Hash, E>) -> Result<Hash, E> {
    let hashes = nodes.iter().map(|node| fetch(*node)).collect::<Result<Vec<_>, E>>()?;
    Ok(fold(hashes.into_iter()).unwrap_or_else(empty_root))
}

#[cfg(test)]
mod tests;
