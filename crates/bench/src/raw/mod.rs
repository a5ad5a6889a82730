//! The raw engines: the very rows that posting an entry writes, by the very statements, and nothing else.
//!
//! Owns: what stands under the product as its ceiling. Promises: the statements are the product's own texts, the
//! rows have the sizes of rows that the product wrote, and how many there are is compared. Never: checks, hashes,
//! serialises or asks anything while it is timed.

pub mod lite;
pub mod pg;
mod rows;
mod sample;

pub use rows::{Journal, Posting, Statement};
pub use sample::Sample;

use crate::trouble::Trouble;
use serde_json::{Map, Value};

/// The tables that posting an entry writes to, and a few that it must not.
pub const TABLES: [&str; 12] = [
    "entry",
    "line",
    "txn",
    "balance_month",
    "balance_day",
    "audit_leaf",
    "audit_node",
    "audit_text",
    "audit_copy",
    "change",
    "idempotency",
    "outbox",
];

/// Rows of each of [`TABLES`].
pub type Counts = [i64; TABLES.len()];

/// Rows that each post added, by table.
pub fn per_post(before: &Counts, after: &Counts) -> Result<Value, Trouble> {
    let posts = (after[0] - before[0]).max(1) as f64;
    let mut map = Map::new();
    for (place, table) in TABLES.iter().enumerate() {
        let rows = crate::figure::round((after[place] - before[place]) as f64 / posts);
        map.insert((*table).to_owned(), rows.into());
    }
    Ok(Value::Object(map))
}
