//! What a keeper who rewrites the log would do, and how the verifier names it.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{CHECKPOINT, LEAVES, ORIGIN, head, key, proof_of, vkeys};
use evidence::bundle::Bundle;
use evidence::checkpoint::Checkpoint;
use evidence::commitment::{Salt, commit, salt_to_base64};
use evidence::hash::leaf_hash;
use evidence::leaf::{Actor, Leaf, Outcome};
use evidence::note::{SigningKey, VerifierKey};
use evidence::proof::{Plan, ProofError};
use evidence::tree::{Frontier, Head};
use evidence::verify::{Failure, Malformed, Mismatch, Report, verify_export, verify_proof};
use serde_json::json;

const SALT: Salt = [7; 16];

/// A log of `count` entries, each with an amount and a committed memo.
fn lines(count: u64) -> Vec<String> {
    (0..count)
        .map(|seq| Leaf {
            log: ORIGIN.into(),
            seq,
            id: format!("ev_{seq:04}"),
            at: "2026-01-02T03:04:05.678Z".into(),
            act: "entry.posted".into(),
            actor: Actor::System { name: "import".into(), caused_by: Some("u_1".into()) },
            obj: None,
            res: Outcome::Ok,
            req: None,
            chg: json!({"amount": format!("{seq}.50")}).as_object().unwrap().clone(),
            c: BTreeMap::from([("memo".to_owned(), commit(&SALT, format!("memo {seq}").as_bytes()))]),
            anchor: None,
        })
        .map(|leaf| String::from_utf8(leaf.to_line().unwrap()).unwrap())
        .collect()
}

fn export(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect()
}

fn tree_head(lines: &[String]) -> Head {
    let mut tree = Frontier::new();
    for line in lines {
        tree.append(leaf_hash(line.as_bytes()));
    }
    tree.head()
}

fn signed(head: Head) -> Vec<u8> {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), head };
    checkpoint.sign(&key()).unwrap().to_string().into_bytes()
}

/// The sizes of the older heads that the lines extend.
fn check(lines: &[String], now: &[u8], keys: &[VerifierKey], older: &[&[u8]]) -> Result<Vec<u64>, Failure> {
    verify_export(&export(lines), now, keys, older).map(|report| report.older)
}

/// Verifies rewritten lines against the checkpoint of the fifty true ones, with older ones of 20 and 30.
fn verdict(rewritten: &[String]) -> Result<(), Failure> {
    let lines = lines(50);
    let older = [signed(tree_head(&lines[..30])), signed(tree_head(&lines[..20]))];
    let older: Vec<&[u8]> = older.iter().map(Vec::as_slice).collect();
    verify_export(&export(rewritten), &signed(tree_head(&lines)), &vkeys(), &older).map(|report| {
        assert_eq!((report.origin.as_str(), report.head), (ORIGIN, tree_head(&lines)));
        assert_eq!(report.older, [20, 30]);
    })
}

fn refused(rewritten: &[String], mismatch: Mismatch, message: &str) {
    let failure = verdict(rewritten).unwrap_err();
    assert_eq!(failure, Failure::DoesNotVerify(mismatch));
    assert_eq!(failure.to_string(), format!("does not verify: {message}"));
    assert_eq!(failure.exit_code(), 1);
}

#[test]
fn the_true_log_verifies_with_its_older_heads() {
    assert_eq!(verdict(&lines(50)), Ok(()));
}

#[test]
fn an_edited_amount_is_named_between_the_heads_that_enclose_it() {
    let edit = |seq: usize| {
        let mut lines = lines(50);
        lines[seq] = lines[seq].replace(&format!("\"{seq}.50\""), "\"9999.00\"");
        assert!(lines[seq].contains("9999.00"));
        lines
    };
    refused(
        &edit(41),
        Mismatch::Root { size: 50, from: 30 },
        "root mismatch at size 50: a leaf from seq 30 to before seq 50 was changed",
    );
    refused(
        &edit(25),
        Mismatch::OlderNotPrefix { size: 30, from: 20 },
        "older head of size 30 is not a prefix: a leaf from seq 20 to before seq 30 was changed",
    );
    refused(
        &edit(0),
        Mismatch::OlderNotPrefix { size: 20, from: 0 },
        "older head of size 20 is not a prefix: a leaf from seq 0 to before seq 20 was changed",
    );
}

#[test]
fn a_deleted_leaf_is_named() {
    let mut lines = lines(50);
    lines.remove(17);
    let message = "wrong seq: the leaf at position 17 says 18";
    refused(&lines, Mismatch::WrongSeq { position: 17, found: 18 }, message);
}

#[test]
fn swapped_leaves_are_named() {
    let mut lines = lines(50);
    lines.swap(8, 9);
    let message = "wrong seq: the leaf at position 8 says 9";
    refused(&lines, Mismatch::WrongSeq { position: 8, found: 9 }, message);
}

#[test]
fn swapped_leaves_with_their_seq_rewritten_do_not_verify() {
    let mut lines = lines(50);
    lines[8] = lines[8].replace("\"seq\":8", "\"seq\":9");
    lines[9] = lines[9].replace("\"seq\":9", "\"seq\":8");
    lines.swap(8, 9);
    assert!(matches!(
        verdict(&lines),
        Err(Failure::DoesNotVerify(Mismatch::OlderNotPrefix { size: 20, from: 0 }))
    ));
}

#[test]
fn a_cut_tail_is_named() {
    let message = "missing leaves: the checkpoint has 50, the export ends before seq 47";
    refused(&lines(47), Mismatch::MissingLeaves { size: 50, found: 47 }, message);
    refused(
        &[],
        Mismatch::MissingLeaves { size: 50, found: 0 },
        "missing leaves: the checkpoint has 50, the export ends before seq 0",
    );
}

#[test]
fn leaves_beyond_the_checkpoint_are_named() {
    let message = "more leaves than the checkpoint's 50: the first is seq 50";
    refused(&lines(51), Mismatch::ExcessLeaves { size: 50 }, message);
}

#[test]
fn a_leaf_of_another_log_is_named() {
    let mut lines = lines(50);
    lines[4] = lines[4].replace("t_0001", "t_0002");
    let found = "books.example/audit/t_0002".to_owned();
    refused(
        &lines,
        Mismatch::ForeignLeaf { seq: 4, origin: ORIGIN.into(), found },
        "foreign leaf: seq 4 belongs to log books.example/audit/t_0002, not books.example/audit/t_0001",
    );
}

#[test]
fn a_rewritten_and_signed_history_is_betrayed_by_an_older_head() {
    let truth = lines(50);
    let mut lie = lines(60);
    lie[12] = lie[12].replace("12.50", "1.50");
    let kept = signed(tree_head(&truth));
    let verdict = check(&lie, &signed(tree_head(&lie)), &vkeys(), &[&kept]);
    assert_eq!(verdict, Err(Mismatch::OlderNotPrefix { size: 50, from: 0 }.into()));
}

#[test]
fn a_log_put_back_to_an_older_copy_is_betrayed_by_a_newer_head() {
    let lines = lines(50);
    let (kept, restored) = (signed(tree_head(&lines)), &lines[..40]);
    let verdict = check(restored, &signed(tree_head(restored)), &vkeys(), &[&kept]);
    assert_eq!(verdict, Err(Mismatch::OlderIsLarger { older: 50, size: 40 }.into()));
}

#[test]
fn two_signed_heads_of_one_size_are_a_fork() {
    let lines = lines(50);
    let (now, fork) = (tree_head(&lines), |size| signed(Head { size, root: leaf_hash(b"fork") }));
    for (older, size) in [(vec![fork(50)], 50), (vec![fork(9), signed(tree_head(&lines[..9]))], 9)] {
        let older: Vec<&[u8]> = older.iter().map(Vec::as_slice).collect();
        let verdict = check(&lines, &signed(now), &vkeys(), &older);
        assert_eq!(verdict, Err(Mismatch::Fork { size }.into()));
    }
}

#[test]
fn a_head_by_another_key_or_of_another_log_is_refused() {
    let lines = lines(3);
    let stranger = SigningKey::from_seed(ORIGIN, &[1; 32]).unwrap();
    let checkpoint = Checkpoint { origin: ORIGIN.into(), head: tree_head(&lines) };
    let forged = checkpoint.sign(&stranger).unwrap().to_string();
    let good = signed(tree_head(&lines));
    let export = export(&lines);
    let verdict = |now: &[u8], older: &[&[u8]]| verify_export(&export, now, &vkeys(), older).unwrap_err();
    assert!(matches!(verdict(forged.as_bytes(), &[]), Failure::DoesNotVerify(Mismatch::Checkpoint(_))));
    assert!(matches!(
        verdict(&good, &[&good, forged.as_bytes()]),
        Failure::DoesNotVerify(Mismatch::OlderCheckpoint { position: 1, .. })
    ));

    let other = SigningKey::from_seed("other.example", &[1; 32]).unwrap();
    let theirs = Checkpoint { origin: "other.example".into(), head: head(2) };
    let theirs = theirs.sign(&other).unwrap().to_string();
    let keys = [vkeys()[0].clone(), other.verifier().clone()];
    let verdict = verify_export(&export, &good, &keys, &[theirs.as_bytes()]).unwrap_err();
    assert!(matches!(verdict, Failure::DoesNotVerify(Mismatch::OtherLog { position: 0, .. })));
}

#[test]
fn a_history_signed_by_a_former_key_still_verifies() {
    let lines = lines(10);
    let former = SigningKey::from_seed(ORIGIN, &[1; 32]).unwrap();
    let old = Checkpoint { origin: ORIGIN.into(), head: tree_head(&lines[..4]) };
    let old = old.sign(&former).unwrap().to_string();
    let keys = [vkeys()[0].clone(), former.verifier().clone()];
    let verdict = check(&lines, &signed(tree_head(&lines)), &keys, &[old.as_bytes()]);
    assert_eq!(verdict, Ok(vec![4]));
}

#[test]
fn what_is_not_in_the_form_is_malformed_and_named() {
    let good = lines(5);
    let checkpoint = signed(tree_head(&good));
    let malformed = |export: &[u8], checkpoint: &[u8], older: &[&[u8]]| {
        let failure = verify_export(export, checkpoint, &vkeys(), older).unwrap_err();
        assert_eq!(failure.exit_code(), 2, "{failure}");
        failure.to_string()
    };
    let mut spaced = good.clone();
    spaced[3] = spaced[3].replacen(':', ": ", 1);
    let reason = malformed(&export(&spaced), &checkpoint, &[]);
    assert_eq!(reason, "malformed: leaf at position 3: not in canonical form from byte 7");
    let cut = &export(&good)[..export(&good).len() - 1];
    assert_eq!(malformed(cut, &checkpoint, &[]), "malformed: export does not end with a line feed");
    let crlf = export(&good).into_iter().flat_map(|b| if b == b'\n' { vec![13, 10] } else { vec![b] });
    assert!(malformed(&crlf.collect::<Vec<_>>(), &checkpoint, &[]).contains("position 0"));
    assert!(malformed(&export(&good), b"no note", &[]).starts_with("malformed: checkpoint"));
    let reason = malformed(&export(&good), &checkpoint, &[&checkpoint, b""]);
    assert!(reason.starts_with("malformed: older checkpoint 1"));
}

#[test]
fn an_empty_log_verifies() {
    let report = verify_export(b"", &signed(tree_head(&[])), &vkeys(), &[]).unwrap();
    assert_eq!(report.head.size, 0);
}

#[test]
fn no_bit_of_an_export_can_be_flipped() {
    let good: Vec<u8> = LEAVES.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect();
    assert!(verify_export(&good, CHECKPOINT.as_bytes(), &vkeys(), &[]).is_ok());
    // Each verdict checks a signature, so take a spread of bytes, with each of the eight bits in turn.
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        assert!(verify_export(&bad, CHECKPOINT.as_bytes(), &vkeys(), &[]).is_err(), "byte {at}");
    }
    for at in (0..CHECKPOINT.len()).step_by(3) {
        let mut bad = CHECKPOINT.as_bytes().to_vec();
        bad[at] ^= 1 << (at % 8);
        assert!(verify_export(&good, &bad, &vkeys(), &[]).is_err(), "byte {at}");
    }
}

fn bundle(seq: u64) -> String {
    let proof = proof_of(&Plan::inclusion(seq, 5).unwrap());
    Bundle { extra: None, seq, proof, checkpoint: CHECKPOINT.into() }.to_text()
}

#[test]
fn every_leaf_is_proved_alone() {
    for (seq, leaf) in (0..).zip(LEAVES) {
        assert_eq!(verify_proof(leaf.as_bytes(), bundle(seq).as_bytes(), &vkeys()).unwrap().seq, seq);
        let saved = format!("{leaf}\n");
        assert!(verify_proof(saved.as_bytes(), bundle(seq).as_bytes(), &vkeys()).is_ok());
    }
}

#[test]
fn no_bit_of_a_proof_or_its_leaf_can_be_flipped() {
    let (leaf, bundle) = (LEAVES[2].as_bytes(), bundle(2).into_bytes());
    for at in (0..bundle.len()).step_by(3) {
        let mut bad = bundle.clone();
        bad[at] ^= 1 << (at % 8);
        assert!(verify_proof(leaf, &bad, &vkeys()).is_err(), "byte {at}");
    }
    for at in (0..leaf.len()).step_by(3) {
        let mut bad = leaf.to_vec();
        bad[at] ^= 1 << (at % 8);
        assert!(verify_proof(&bad, &bundle, &vkeys()).is_err(), "byte {at}");
    }
}

#[test]
fn a_proof_of_another_leaf_says_so() {
    let failure = verify_proof(LEAVES[1].as_bytes(), bundle(2).as_bytes(), &vkeys()).unwrap_err();
    assert_eq!(failure, Mismatch::Proof { seq: 2, error: ProofError::Root(5) }.into());
    let failure = verify_proof(b"{}", bundle(2).as_bytes(), &vkeys()).unwrap_err();
    assert!(matches!(failure, Failure::Malformed(Malformed::Leaf { position: 2, .. })));
    let failure = verify_proof(LEAVES[2].as_bytes(), b"", &vkeys()).unwrap_err();
    assert!(matches!(failure, Failure::Malformed(Malformed::Bundle(_))));
}

fn opening(seq: u64, name: &str, text: &str) -> String {
    json!({"seq": seq, "name": name, "salt": salt_to_base64(&SALT), "text": text}).to_string() + "\n"
}

fn with_report(check: impl FnOnce(Report<'_>)) {
    let lines = lines(5);
    let export = export(&lines);
    check(verify_export(&export, &signed(tree_head(&lines)), &vkeys(), &[]).unwrap());
}

#[test]
fn texts_open_what_the_leaves_commit_to() {
    with_report(|report| {
        let file = opening(4, "memo", "memo 4") + &opening(0, "memo", "memo 0");
        assert_eq!(report.verify_openings(file.as_bytes()), Ok(2));
        assert_eq!(report.verify_openings(b""), Ok(0));
        for (seq, name, text, mismatch) in [
            (3, "memo", "memo 4", Mismatch::Opening { seq: 3, name: "memo".into() }),
            (3, "name", "memo 3", Mismatch::NoCommitment { seq: 3, name: "name".into() }),
            (5, "memo", "memo 5", Mismatch::NoCommitment { seq: 5, name: "memo".into() }),
        ] {
            let verdict = report.verify_openings(opening(seq, name, text).as_bytes());
            assert_eq!(verdict, Err(mismatch.into()));
        }
    });
}

#[test]
fn openings_in_another_form_are_malformed() {
    with_report(|report| {
        let good = opening(0, "memo", "memo 0");
        for bad in [
            good.replace("BwcH", "?"),
            good.replace("BwcH", ""),
            good.replace("\"text\"", "\"words\""),
            good.replace("\"seq\":0", "\"seq\":-1"),
            good.trim_end().to_owned(),
            "\n".to_owned(),
        ] {
            let failure = report.verify_openings(format!("{good}{bad}").as_bytes()).unwrap_err();
            assert_eq!(failure.exit_code(), 2, "{bad}");
        }
    });
}
