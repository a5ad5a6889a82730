//! Published paths, and every proof of every small tree.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::*;
use crate::hash::leaf_hash;
use crate::tree::tests::{leaves, naive_root, stored};

/// A log as the database keeps it; a missing row is an error.
struct Log {
    leaves: Vec<Hash>,
    rows: HashMap<NodeId, Hash>,
}

impl Log {
    fn new(leaves: Vec<Hash>) -> Self {
        Self { rows: stored(&leaves), leaves }
    }

    fn head(&self, size: u64) -> Head {
        Head { size, root: naive_root(&self.leaves[..size as usize]) }
    }

    fn proof(&self, plan: &Plan) -> Vec<Hash> {
        let needed: HashSet<NodeId> = plan.needed_nodes().into_iter().collect();
        assert_eq!(needed.len(), plan.needed_nodes().len(), "a row is read once");
        plan.hashes(|node| if needed.contains(&node) { self.row(node) } else { Err(node) }).unwrap()
    }

    fn row(&self, node: NodeId) -> Result<Hash, NodeId> {
        self.rows.get(&node).copied().ok_or(node)
    }

    fn inclusion(&self, seq: u64, size: u64) -> Vec<Hash> {
        self.proof(&Plan::inclusion(seq, size).unwrap())
    }

    fn consistency(&self, from: u64, to: u64) -> Vec<Hash> {
        self.proof(&Plan::consistency(from, to).unwrap())
    }
}

/// The eight leaves of the reference tests of certificate-transparency (merkle_tree_test).
fn reference() -> Log {
    let leaves: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    Log::new(leaves.into_iter().map(leaf_hash).collect())
}

fn hex(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(Hash::to_string).collect()
}

const N01: &str = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
const N23: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const N67: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const N03: &str = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const N47: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const L0: &str = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
const L1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const L4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const L6: &str = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
const N45: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

#[test]
fn the_published_roots_are_reached_at_every_size() {
    let log = reference();
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        L0,
        N01,
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        N03,
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    for (size, root) in (0..).zip(roots) {
        assert_eq!(root_at(size, |node| log.row(node)).unwrap().to_string(), root);
        assert_eq!(log.head(size).root.to_string(), root);
    }
}

#[test]
fn the_published_inclusion_paths_are_made() {
    let log = reference();
    assert_eq!(hex(&log.inclusion(0, 1)), [""; 0]);
    assert_eq!(hex(&log.inclusion(0, 8)), [L1, N23, N47]);
    assert_eq!(hex(&log.inclusion(5, 8)), [L4, N67, N03]);
    assert_eq!(hex(&log.inclusion(5, 7)), [L4, L6, N03]);
    assert_eq!(hex(&log.inclusion(2, 3)), [N01]);
    assert_eq!(hex(&log.inclusion(1, 5)), [L0, N23, L4]);
}

#[test]
fn the_published_consistency_paths_are_made() {
    let log = reference();
    assert_eq!(hex(&log.consistency(1, 1)), [""; 0]);
    assert_eq!(hex(&log.consistency(1, 8)), [L1, N23, N47]);
    assert_eq!(hex(&log.consistency(6, 8)), [N45, N67, N03]);
    assert_eq!(hex(&log.consistency(2, 5)), [N23, L4]);
}

#[test]
fn every_leaf_of_every_tree_is_proved_at_its_place_only() {
    let log = Log::new(leaves(70));
    for size in 1..=70 {
        let head = log.head(size);
        for seq in 0..size {
            let proof = log.inclusion(seq, size);
            let leaf = log.leaves[seq as usize];
            assert_eq!(verify_inclusion(seq, leaf, &head, &proof), Ok(()), "{seq} in {size}");
            for other in (0..=size).filter(|other| *other != seq) {
                assert!(verify_inclusion(other, leaf, &head, &proof).is_err(), "{seq} as {other}");
            }
        }
    }
}

#[test]
fn every_tree_is_proved_the_beginning_of_every_later_one() {
    let log = Log::new(leaves(130));
    for to in 0..=130 {
        for from in 0..=to {
            let proof = log.consistency(from, to);
            let (old, new) = (log.head(from), log.head(to));
            assert_eq!(verify_consistency(&old, &new, &proof), Ok(()), "{from} to {to}");
            let forked = Head { root: leaf_hash(b"forked"), ..old };
            assert!(verify_consistency(&forked, &new, &proof).is_err(), "{from} to {to}");
            if from > 0 {
                let forked = Head { root: leaf_hash(b"forked"), ..new };
                assert!(verify_consistency(&old, &forked, &proof).is_err(), "{from} to {to}");
            }
        }
    }
}

#[test]
fn what_is_not_there_has_no_plan() {
    assert_eq!(Plan::inclusion(0, 0), Err(OutOfRange::Leaf { seq: 0, size: 0 }));
    assert_eq!(Plan::inclusion(5, 5), Err(OutOfRange::Leaf { seq: 5, size: 5 }));
    assert_eq!(Plan::consistency(3, 2), Err(OutOfRange::Sizes { from: 3, to: 2 }));
}

#[test]
fn the_largest_sizes_neither_overflow_nor_loop() {
    for size in [u64::MAX, u64::MAX - 1, 1 << 63, (1 << 63) + 1] {
        assert!(Plan::inclusion(size - 1, size).is_ok());
        assert!(Plan::consistency(size - 1, size).is_ok());
        assert!(!root_nodes(size).is_empty());
        let head = Head { size, root: empty_root() };
        assert!(verify_inclusion(size - 1, empty_root(), &head, &[empty_root(); 80]).is_err());
        let old = Head { size: size - 1, root: empty_root() };
        assert!(verify_consistency(&old, &head, &[empty_root(); 80]).is_err());
    }
}

fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8 % 32] ^= 1 << (bit % 8);
    Hash::from_bytes(bytes)
}

proptest! {
    #[test]
    fn a_flipped_bit_or_another_length_breaks_an_inclusion_proof(
        size in 1_u64..300, at in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let log = Log::new(leaves(size));
        let seq = at.index(size as usize) as u64;
        let (head, proof) = (log.head(size), log.inclusion(seq, size));
        let leaf = log.leaves[seq as usize];
        prop_assert_eq!(verify_inclusion(seq, leaf, &head, &proof), Ok(()));
        prop_assert!(verify_inclusion(seq, flipped(leaf, bit), &head, &proof).is_err());
        let other = Head { root: flipped(head.root, bit), ..head };
        prop_assert_eq!(verify_inclusion(seq, leaf, &other, &proof), Err(ProofError::Root(size)));
        for place in 0..proof.len() {
            let mut bad = proof.clone();
            bad[place] = flipped(bad[place], bit);
            prop_assert!(verify_inclusion(seq, leaf, &head, &bad).is_err());
            prop_assert!(verify_inclusion(seq, leaf, &head, &proof[..place]).is_err());
        }
        let longer = [proof, vec![leaf]].concat();
        prop_assert!(verify_inclusion(seq, leaf, &head, &longer).is_err());
    }

    #[test]
    fn a_flipped_bit_or_another_length_breaks_a_consistency_proof(
        to in 1_u64..300, at in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let log = Log::new(leaves(to));
        let from = at.index(to as usize) as u64 + 1;
        let (old, new) = (log.head(from), log.head(to));
        let proof = log.consistency(from, to);
        prop_assert_eq!(verify_consistency(&old, &new, &proof), Ok(()));
        for place in 0..proof.len() {
            let mut bad = proof.clone();
            bad[place] = flipped(bad[place], bit);
            prop_assert!(verify_consistency(&old, &new, &bad).is_err());
            prop_assert!(verify_consistency(&old, &new, &proof[..place]).is_err());
        }
        let longer = [proof, vec![old.root]].concat();
        prop_assert!(verify_consistency(&old, &new, &longer).is_err());
    }
}
