//! SQLite alone, with the pragmas of the store.

use super::{Counts, Journal, Posting, Sample, Statement, TABLES};
use crate::trouble::Trouble;
use kernel::{BooksId, Id as _};
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};
use std::path::Path;
use std::time::Instant;

/// How many posts share a commit.
const GROUP: usize = 16;
/// As `crates/store/src/lite.rs` sets them.
const PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma trusted_schema = off; pragma busy_timeout = 10000; pragma cache_size = -65536; pragma temp_store = memory;";

/// An open database.
pub struct Lite(Connection);

impl Lite {
    /// Opens a file that the product made.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let connection = Connection::open(path)?;
        connection.execute_batch(PRAGMAS)?;
        connection.set_prepared_statement_cache_capacity(512);
        Ok(Self(connection))
    }

    /// Writes so many posts in groups; the answer is posts per second. Rows are made before the clock runs.
    pub fn post(&mut self, journal: &mut Journal, posting: &Posting, count: usize) -> Result<f64, Trouble> {
        let posts: Vec<Vec<Statement>> = (0..count).map(|_| journal.next(posting, false)).collect();
        let began = Instant::now();
        for group in posts.chunks(GROUP) {
            self.0.execute_batch("begin immediate")?;
            for statement in group.iter().flatten() {
                let mut prepared = self.0.prepare_cached(statement.sql.lite)?;
                prepared.execute(params_from_iter(statement.cells.iter().map(super::rows::Cell::p)))?;
            }
            self.0.execute_batch("commit")?;
        }
        Ok(count as f64 / began.elapsed().as_secs_f64())
    }

    /// How many rows the tables hold.
    pub fn counts(&self) -> Result<Counts, Trouble> {
        let mut counts = [0; TABLES.len()];
        for (count, table) in counts.iter_mut().zip(TABLES) {
            *count = self.0.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0))?;
        }
        Ok(counts)
    }

    /// The entry given last, the leaves, and the variable rows of the last post of these books.
    pub fn learn(&self, books: BooksId) -> Result<(i64, i64, Sample), Trouble> {
        let id = books.bytes();
        let one = |sql: &str| self.0.query_row(sql, [id], |row| row.get::<_, i64>(0));
        let last_entry = one("select last_entry_no from books where books_id = ?1")?;
        let leaves = one("select size from tenant where tenant_id = ?1")?;
        let seq = leaves - 1;
        let line = "select line from audit_leaf where tenant_id = ?1 and seq = ?2";
        let line = self.0.query_row(line, (id, seq), |row| row.get(0))?;
        let mut texts =
            self.0.prepare("select name, body from audit_text where tenant_id = ?1 and seq = ?2")?;
        let texts = texts.query_map((id, seq), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let texts = texts.collect::<Result<_, _>>()?;
        let topics = "select topic from change where tenant_id = ?1 and created_at = \
             (select max(created_at) from change where tenant_id = ?1) order by topic";
        let mut topics = self.0.prepare(topics)?;
        let topics = topics.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let output = "select output from idempotency where tenant_id = ?1 order by created_at desc limit 1";
        let output = self.0.query_row(output, [id], |row| row.get(0)).optional()?.unwrap_or_default();
        let author = "select creator_name from entry where books_id = ?1 and entry_no = ?2";
        let author = self.0.query_row(author, (id, last_entry), |row| row.get(0))?;
        Ok((last_entry, leaves, Sample { line, texts, topics, output, author }))
    }

    /// A copy of this database as it is now.
    pub fn copy_to(&self, path: &Path) -> Result<(), Trouble> {
        self.0.execute(
            "vacuum into ?1",
            [path.to_str().ok_or_else(|| Trouble("a path without text".into()))?],
        )?;
        Ok(())
    }

    /// Marks all letters of the fixture as sent.
    pub fn silence(&self) -> Result<(), Trouble> {
        self.0.execute("update outbox set state = 'sent' where state = 'waiting'", [])?;
        Ok(())
    }
}
