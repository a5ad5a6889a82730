//! The log of the published vectors.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::HashMap;

use evidence::hash::{Hash, leaf_hash};
use evidence::note::{SigningKey, VerifierKey};
use evidence::proof::Plan;
use evidence::tree::{Frontier, Head, NodeId};

pub const ORIGIN: &str = "books.example/audit/t_0001";
pub const VKEY: &str = "books.example/audit/t_0001+9bd807a2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

pub const LEAVES: [&str; 5] = [
    r#"{"act":"tenant.created","actor":{"user":"u_owner"},"at":"2026-01-02T03:04:00.000Z","id":"ev_0000","log":"books.example/audit/t_0001","seq":0,"v":1}"#,
    r#"{"act":"connection.accepted","actor":{"user":"u_owner"},"at":"2026-01-02T03:04:01.000Z","id":"ev_0001","log":"books.example/audit/t_0001","seq":1,"v":1}"#,
    r#"{"act":"entry.posted","actor":{"connection":"c_1","practice":"p_1","session":"s_9","user":"u_acct","via":"connection"},"at":"2026-01-02T03:04:02.000Z","id":"ev_0002","log":"books.example/audit/t_0001","seq":2,"v":1}"#,
    r#"{"act":"connection.revoked","actor":{"user":"u_owner"},"at":"2026-01-02T03:04:03.000Z","id":"ev_0003","log":"books.example/audit/t_0001","seq":3,"v":1}"#,
    r#"{"act":"access.denied","actor":{"connection":"c_1","practice":"p_1","session":"s_9","user":"u_acct","via":"connection"},"at":"2026-01-02T03:04:04.000Z","id":"ev_0004","log":"books.example/audit/t_0001","seq":4,"v":1}"#,
];

pub const CHECKPOINT: &str = "books.example/audit/t_0001\n5\nNc7qzgXLLREtG742lTwGKatrrmih3ddjeqhituHlRT4=\n\n\u{2014} books.example/audit/t_0001 m9gHoqreJm/2UTt3iOv3OK1Et1sF4DTKeZgqrU5zNtYYqoRWdHStK7bz2Hj1y3qfISfZsHNXPG3JeSJ7pWuhsAo/uwA=\n";

/// The key whose seed is the bytes 00 to 1f.
pub fn key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, &std::array::from_fn(|index| index as u8)).unwrap()
}

pub fn vkeys() -> [VerifierKey; 1] {
    [VerifierKey::parse(VKEY).unwrap()]
}

pub fn leaf_hashes() -> Vec<Hash> {
    LEAVES.iter().map(|leaf| leaf_hash(leaf.as_bytes())).collect()
}

/// The head over the first `size` leaves.
pub fn head(size: usize) -> Head {
    let mut tree = Frontier::new();
    for leaf in &leaf_hashes()[..size] {
        tree.append(*leaf);
    }
    tree.head()
}

/// Computes a plan from the rows that the log of the five leaves stores.
pub fn proof_of(plan: &Plan) -> Vec<Hash> {
    let mut tree = Frontier::new();
    let rows: HashMap<NodeId, Hash> = leaf_hashes()
        .into_iter()
        .flat_map(|leaf| tree.append(leaf))
        .map(|row| (NodeId { level: row.level, index: row.index }, row.hash))
        .collect();
    plan.hashes(|node| rows.get(&node).copied().ok_or(node)).unwrap()
}
