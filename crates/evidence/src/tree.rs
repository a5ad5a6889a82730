//! A growing tree known only by its right edge, so that appending reads nothing but one row.

use crate::hash::{Hash, empty_root, node_hash};
use crate::jcs::MAX_INTEGER;

/// What a checkpoint states about a log: how many leaves it has and what they hash to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The number of leaves.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
}

/// The address of a complete subtree: it covers leaves `index << level` up to `(index + 1) << level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// The height; 0 is a leaf.
    pub level: u8,
    /// The position among the subtrees of that height, from the left.
    pub index: u64,
}

/// A complete subtree to be stored: once written it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeRow {
    /// The height; 0 is the leaf itself.
    pub level: u8,
    /// The position among the subtrees of that height, from the left.
    pub index: u64,
    /// The hash of the subtree.
    pub hash: Hash,
}

/// Why stored bytes are not the edge of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// The size is larger than any leaf can state.
    #[error("tree of {0} leaves is larger than 2^53 - 1")]
    TooLarge(u64),
    /// The number of bytes does not fit the size.
    #[error("edge of a tree of {size} leaves has {expected} bytes, not {found}")]
    Length {
        /// The stated number of leaves.
        size: u64,
        /// The bytes that the edge of such a tree has.
        expected: usize,
        /// The bytes given.
        found: usize,
    },
}

/// The right edge of a tree: the roots of its complete subtrees, largest first.
///
/// A tree of `size` leaves has one such subtree for each one bit of `size`, so the edge of a million leaves
/// is at most 20 hashes. Keep it with the size in one row and an append needs no other read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The edge of the tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// The edge as [`to_bytes`](Self::to_bytes) wrote it. Only the shape can be checked here; compare
    /// [`root`](Self::root) with a known one to check the content.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Result<Self, FrontierError> {
        if size > MAX_INTEGER {
            return Err(FrontierError::TooLarge(size));
        }
        let (hashes, rest) = bytes.as_chunks::<{ Hash::LENGTH }>();
        let peaks = size.count_ones() as usize;
        if hashes.len() != peaks || !rest.is_empty() {
            let expected = peaks * Hash::LENGTH;
            return Err(FrontierError::Length { size, expected, found: bytes.len() });
        }
        Ok(Self { size, peaks: hashes.iter().copied().map(Hash::from_bytes).collect() })
    }

    /// The hashes of the edge one after another, largest subtree first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(Hash::as_bytes).copied().collect()
    }

    /// The number of leaves, which is also the `seq` of the next one.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The RFC 6962 root over all leaves.
    pub fn root(&self) -> Hash {
        fold(self.peaks.iter().copied()).unwrap_or_else(empty_root)
    }

    /// Size and root together.
    pub fn head(&self) -> Head {
        Head { size: self.size, root: self.root() }
    }

    /// Adds one leaf and returns the complete subtrees that it finishes, the leaf itself first.
    ///
    /// These are the rows to store; over many appends they are two per leaf.
    pub fn append(&mut self, leaf: Hash) -> Vec<NodeRow> {
        let mut row = NodeRow { level: 0, index: self.size, hash: leaf };
        let mut finished = vec![row];
        while row.index % 2 == 1
            && let Some(left) = self.peaks.pop()
        {
            row = NodeRow { level: row.level + 1, index: row.index / 2, hash: node_hash(&left, &row.hash) };
            finished.push(row);
        }
        self.peaks.push(row.hash);
        self.size += 1;
        finished
    }
}

/// Joins complete subtrees, largest first, into the hash over all their leaves; `None` without any.
pub(crate) fn fold(subtrees: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
    subtrees.rev().reduce(|right, left| node_hash(&left, &right))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::hash::leaf_hash;

    /// The definition of RFC 6962, section 2.1, word for word.
    pub(crate) fn naive_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(&naive_root(&leaves[..split]), &naive_root(&leaves[split..]))
            }
        }
    }

    pub(crate) fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|seq| leaf_hash(format!("leaf {seq}").as_bytes())).collect()
    }

    /// All rows that a log of these leaves would have stored.
    pub(crate) fn stored(leaves: &[Hash]) -> HashMap<NodeId, Hash> {
        let mut frontier = Frontier::new();
        leaves
            .iter()
            .flat_map(|leaf| frontier.append(*leaf))
            .map(|row| (NodeId { level: row.level, index: row.index }, row.hash))
            .collect()
    }

    #[test]
    fn the_edge_has_the_root_of_the_whole_tree_at_every_size() {
        let leaves = leaves(300);
        let mut frontier = Frontier::new();
        for (size, leaf) in leaves.iter().enumerate() {
            assert_eq!(frontier.root(), naive_root(&leaves[..size]), "size {size}");
            let mut reread = Frontier::from_bytes(frontier.size(), &frontier.to_bytes()).unwrap();
            assert_eq!(reread, frontier);
            assert_eq!(reread.append(*leaf), frontier.append(*leaf));
        }
        assert_eq!(frontier.head(), Head { size: 300, root: naive_root(&leaves) });
    }

    #[test]
    fn an_append_returns_each_finished_subtree_once_with_its_root() {
        let leaves = leaves(300);
        let mut frontier = Frontier::new();
        let rows: Vec<NodeRow> = leaves.iter().flat_map(|leaf| frontier.append(*leaf)).collect();
        let complete: u64 = (0..9).map(|level| 300 >> level).sum();
        assert_eq!(rows.len() as u64, complete);
        assert_eq!(stored(&leaves).len(), rows.len());
        for row in rows {
            let from = (row.index << row.level) as usize;
            let to = ((row.index + 1) << row.level) as usize;
            assert_eq!(row.hash, naive_root(&leaves[from..to]), "level {} index {}", row.level, row.index);
        }
    }

    #[test]
    fn an_edge_of_the_wrong_length_is_refused() {
        assert!(Frontier::from_bytes(0, &[]).is_ok());
        assert!(Frontier::from_bytes(3, &[0; 64]).is_ok());
        let short = FrontierError::Length { size: 3, expected: 64, found: 63 };
        assert_eq!(Frontier::from_bytes(3, &[0; 63]), Err(short));
        assert!(Frontier::from_bytes(3, &[0; 96]).is_err());
        assert!(Frontier::from_bytes(0, &[0; 32]).is_err());
        assert_eq!(Frontier::from_bytes(u64::MAX, &[0; 64 * 32]), Err(FrontierError::TooLarge(u64::MAX)));
    }
}
