//! The published vectors of the audit format: one log of five leaves and a key, byte for byte.
//!
//! Any other implementation of the format must reach the same bytes.

#![allow(clippy::unwrap_used)]

mod common;

use common::{CHECKPOINT, LEAVES, ORIGIN, VKEY, head, key, leaf_hashes, proof_of, vkeys};
use evidence::bundle::Bundle;
use evidence::checkpoint::Checkpoint;
use evidence::hash::{Hash, leaf_hash};
use evidence::jcs::{check_line, to_line};
use evidence::leaf::{Actor, Credential, Leaf, Outcome};
use evidence::proof::{Plan, verify_consistency, verify_inclusion};
use evidence::tree::Frontier;
use evidence::verify::verify_proof;

const N3: &str = "e305Uto4wmbley1iFNnm6fH62grpweairiiBKATH37Q=";
const N2: &str = "2SQqjOf22r+2YjF+T0dApeIEHOnePd5+WMob+xfctCw=";
const N01: &str = "7F7L6gMDy61Q2FvJ6MfkPSWeBSJIA4RATvwN/uUTXi8=";
const N4: &str = "2vv9i2eCiKg/9UQRjGo0HIbN11NWcrwbbdIRCHgaudU=";

fn base64(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(Hash::to_base64).collect()
}

#[test]
fn the_key_of_the_seed_is_the_published_one() {
    assert_eq!(key().verifier().to_string(), VKEY);
    assert_eq!(vkeys()[0].name(), ORIGIN);
    assert_eq!(vkeys()[0].id(), [0x9b, 0xd8, 0x07, 0xa2]);
}

#[test]
fn every_leaf_is_canonical() {
    for leaf in LEAVES {
        let value = check_line(leaf.as_bytes()).unwrap();
        assert_eq!(to_line(&value).unwrap(), leaf.as_bytes());
    }
}

#[test]
fn the_builder_differs_from_the_first_leaf_by_the_outcome_only() {
    let leaf = Leaf {
        log: ORIGIN.into(),
        seq: 0,
        id: "ev_0000".into(),
        at: "2026-01-02T03:04:00.000Z".into(),
        act: "tenant.created".into(),
        actor: Actor::Person { user: "u_owner".into(), credential: None::<Credential>, via: None },
        obj: None,
        res: Outcome::Ok,
        req: None,
        chg: Default::default(),
        c: Default::default(),
        anchor: None,
    };
    let line = String::from_utf8(leaf.to_line().unwrap()).unwrap();
    assert_eq!(line.replace(r#""res":"ok","#, ""), LEAVES[0]);
}

#[test]
fn the_third_leaf_has_the_published_hash() {
    let hash = leaf_hash(LEAVES[2].as_bytes()).to_string();
    assert_eq!(hash, "7b7d3952da38c266e57b2d6214d9e6e9f1fada0ae9c1e6a2ae28812804c7dfb4");
}

#[test]
fn the_roots_of_three_and_five_leaves_are_the_published_ones() {
    let three = "befab95d99c57d2c01531eae635894fc4f62be2311ff3f96f8ec542190613ad5";
    let five = "35ceeace05cb2d112d1bbe36953c0629ab6bae68a1ddd7637aa862b6e1e5453e";
    let mut tree = Frontier::new();
    let roots: Vec<String> = leaf_hashes()
        .into_iter()
        .map(|leaf| {
            tree.append(leaf);
            tree.root().to_string()
        })
        .collect();
    assert_eq!((roots[2].as_str(), roots[4].as_str()), (three, five));
}

#[test]
fn the_proof_from_three_to_five_is_the_published_one() {
    let proof = proof_of(&Plan::consistency(3, 5).unwrap());
    assert_eq!(base64(&proof), [N3, N2, N01, N4]);
    assert_eq!(verify_consistency(&head(3), &head(5), &proof), Ok(()));
}

#[test]
fn the_checkpoint_of_five_leaves_is_signed_to_the_published_bytes() {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), head: head(5) };
    assert_eq!(checkpoint.sign(&key()).unwrap().to_string(), CHECKPOINT);
    assert_eq!(Checkpoint::open(CHECKPOINT.as_bytes(), &vkeys()), Ok(checkpoint));
}

#[test]
fn the_bundle_of_the_third_leaf_is_the_published_one() {
    let proof = proof_of(&Plan::inclusion(2, 5).unwrap());
    assert_eq!(verify_inclusion(2, leaf_hash(LEAVES[2].as_bytes()), &head(5), &proof), Ok(()));
    let bundle = Bundle { extra: None, seq: 2, proof, checkpoint: CHECKPOINT.into() };
    let text = format!("c2sp.org/tlog-proof@v1\nindex 2\n{N2}\n{N01}\n{N4}\n\n{CHECKPOINT}");
    assert_eq!(bundle.to_text(), text);
    let report = verify_proof(LEAVES[2].as_bytes(), text.as_bytes(), &vkeys()).unwrap();
    assert_eq!((report.origin.as_str(), report.seq, report.head), (ORIGIN, 2, head(5)));
}
