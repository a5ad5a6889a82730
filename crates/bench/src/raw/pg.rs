//! PostgreSQL alone: one connection per task, the writes of a post pipelined, so that nothing is faster.

use super::{Counts, Journal, Posting, Sample, Statement, TABLES};
use crate::trouble::Trouble;
use futures_util::future::try_join_all;
use kernel::{BooksId, Id as _};
use std::collections::HashMap;
use std::time::Instant;
use store::P;
use tokio_postgres::{Client, NoTls};

async fn connect(url: &str) -> Result<Client, Trouble> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// What went wrong, with the server's own words.
fn told(error: tokio_postgres::Error) -> Trouble {
    Trouble(error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string))
}

/// One task with its connection and its prepared statements.
struct Task {
    client: Client,
    prepared: HashMap<&'static str, tokio_postgres::Statement>,
}

impl Task {
    async fn prepare(url: &str, posts: &[Vec<Statement>]) -> Result<Self, Trouble> {
        let mut task = Self { client: connect(url).await?, prepared: HashMap::new() };
        for statement in posts.iter().flatten() {
            if !task.prepared.contains_key(statement.sql.pg) {
                let prepared = task.client.prepare(statement.sql.pg).await.map_err(told)?;
                task.prepared.insert(statement.sql.pg, prepared);
            }
        }
        Ok(task)
    }

    /// Three round trips a post: begin, all writes, commit.
    async fn post(&mut self, posts: &[Vec<Statement>]) -> Result<(), Trouble> {
        for post in posts {
            let tx = self.client.transaction().await.map_err(told)?;
            let parameters: Vec<Vec<P<'_>>> = post
                .iter()
                .map(|statement| statement.cells.iter().map(super::rows::Cell::p).collect())
                .collect();
            let sent = post.iter().zip(&parameters).map(|(statement, parameters)| {
                tx.execute_raw(&self.prepared[statement.sql.pg], parameters.iter())
            });
            try_join_all(sent).await.map_err(told)?;
            tx.commit().await.map_err(told)?;
        }
        Ok(())
    }
}

/// A database on the server.
pub struct Pg {
    url: String,
}

impl Pg {
    /// Names it.
    pub fn at(url: &str) -> Self {
        Self { url: url.to_owned() }
    }

    /// Runs a command that answers nothing.
    pub async fn say(&self, text: &str) -> Result<(), Trouble> {
        connect(&self.url).await?.batch_execute(text).await.map_err(told)
    }

    /// Marks all letters of the fixture as sent.
    pub async fn silence(&self) -> Result<(), Trouble> {
        self.say("update outbox set state = 'sent' where state = 'waiting'").await
    }

    /// One task per journal writes so many posts each; the answer is posts per second over all.
    pub async fn post(
        &self,
        journals: &mut [Journal],
        posting: &Posting,
        each: usize,
    ) -> Result<f64, Trouble> {
        let mut tasks = Vec::with_capacity(journals.len());
        for journal in journals.iter_mut() {
            let posts: Vec<Vec<Statement>> = (0..each).map(|_| journal.next(posting, true)).collect();
            tasks.push((Task::prepare(&self.url, &posts).await?, posts));
        }
        let began = Instant::now();
        let running: Vec<_> = tasks
            .into_iter()
            .map(|(mut task, posts)| tokio::spawn(async move { task.post(&posts).await }))
            .collect();
        for task in running {
            task.await??;
        }
        Ok((journals.len() * each) as f64 / began.elapsed().as_secs_f64())
    }

    /// How many rows the tables hold.
    pub async fn counts(&self) -> Result<Counts, Trouble> {
        let client = connect(&self.url).await?;
        let mut counts = [0; TABLES.len()];
        for (count, table) in counts.iter_mut().zip(TABLES) {
            *count =
                client.query_one(&format!("select count(*) from {table}"), &[]).await.map_err(told)?.get(0);
        }
        Ok(counts)
    }

    /// The entry given last, the leaves, and the variable rows of the last post of these books.
    pub async fn learn(&self, books: BooksId) -> Result<(i64, i64, Sample), Trouble> {
        let client = connect(&self.url).await?;
        // Ids print as hexadecimal digits, which a uuid is read from.
        let id: String = books.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!(
            "select b.last_entry_no, t.size, l.line, e.creator_name, coalesce((select i.output from idempotency i \
             where i.tenant_id = b.books_id order by i.created_at desc limit 1), '') from books b \
             join tenant t on t.tenant_id = b.books_id \
             join audit_leaf l on l.tenant_id = b.books_id and l.seq = t.size - 1 \
             join entry e on e.books_id = b.books_id and e.entry_no = b.last_entry_no where b.books_id = '{id}'"
        );
        let row = client.query_one(&text, &[]).await.map_err(told)?;
        let leaves: i64 = row.get(1);
        let text =
            format!("select name, body from audit_text where tenant_id = '{id}' and seq = {}", leaves - 1);
        let texts = client.query(&text, &[]).await.map_err(told)?;
        let texts = texts.iter().map(|row| (row.get(0), row.get(1))).collect();
        let text = format!(
            "select topic from change where tenant_id = '{id}' and created_at = \
             (select max(created_at) from change where tenant_id = '{id}') order by topic"
        );
        let topics = client.query(&text, &[]).await.map_err(told)?.iter().map(|row| row.get(0)).collect();
        let sample = Sample { line: row.get(2), texts, topics, output: row.get(4), author: row.get(3) };
        Ok((row.get(0), leaves, sample))
    }
}
