//! The lines of an entry as one text whose hash the audit log keeps.

use ledger::Entry;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// One line of text per line of the entry: account, side, amount; then SHA-256 in hexadecimal.
///
/// Descriptions are left out: a hash of personal text could be guessed, so they are committed to apart.
pub fn lines_sha256(entry: &Entry) -> String {
    let mut text = String::new();
    for line in entry.lines() {
        let _ = writeln!(text, "{} {} {}", line.account, line.side.code(), line.amount.plain());
    }
    hex(&Sha256::digest(text.as_bytes()))
}

/// The descriptions of lines that have one, by line number from 1.
pub fn line_memos(entry: &Entry) -> String {
    let mut text = String::new();
    for (number, line) in entry.lines().iter().enumerate() {
        if let Some(memo) = &line.memo {
            let _ = writeln!(text, "{} {}", number + 1, memo.as_str());
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
