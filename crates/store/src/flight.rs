//! One transaction on PostgreSQL. Nothing is sent that need not be waited for: `begin` and what the
//! wall must know leave together with the next statement, in one round trip.

use crate::tx::pg_fault;
use crate::{P, Reach, Sql, wall};
use deadpool_postgres::Object;
use kernel::{Fault, FaultKind};
use std::future::Future;
use std::pin::Pin;
use std::task::Poll;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, Statement};

/// A transaction that has perhaps not begun yet.
pub(crate) struct Flight {
    /// Taken when the transaction has ended.
    client: Option<Object>,
    begin: &'static str,
    begun: bool,
    failed: bool,
    /// How many tenants the server knows, and how far it lets statements see.
    told: Option<(usize, Reach)>,
}

/// What came back for one message.
enum Landed {
    Nothing,
    Count(u64),
    Rows(Vec<tokio_postgres::Row>),
}

type Message<'m> = Pin<Box<dyn Future<Output = Result<Landed, Error>> + Send + 'm>>;

/// What is told to the server before a statement.
struct Tell {
    statement: Statement,
    tenants: String,
    reach: &'static str,
}

impl Flight {
    /// On a connection of its own; `begin` is the text that opens it.
    pub fn new(client: Object, begin: &'static str) -> Self {
        Self { client: Some(client), begin, begun: false, failed: false, told: None }
    }

    /// The rows of one statement.
    pub async fn rows(
        &mut self,
        named: &[[u8; 16]],
        sql: &Sql,
        params: &[P<'_>],
    ) -> Result<Vec<tokio_postgres::Row>, Fault> {
        match self.fly(named, &[(sql, params)], true).await?.pop() {
            Some(Landed::Rows(rows)) => Ok(rows),
            _ => Err(Fault::internal("a query without an answer")),
        }
    }

    /// How many rows each statement touched.
    pub async fn counts(
        &mut self,
        named: &[[u8; 16]],
        batch: &[(&Sql, &[P<'_>])],
    ) -> Result<Vec<u64>, Fault> {
        let landed = self.fly(named, batch, false).await?;
        let count = |landed: Landed| if let Landed::Count(count) = landed { Some(count) } else { None };
        Ok(landed.into_iter().filter_map(count).collect())
    }

    /// Ends it for good. A transaction in which a statement failed is never committed.
    pub async fn commit(mut self) -> Result<(), Fault> {
        if self.failed {
            return Err(Fault::internal("a failed transaction cannot be committed"));
        }
        self.end("commit").await
    }

    /// Ends it without a trace.
    pub async fn rollback(mut self) {
        // The connection may be gone; then the server rolls back by itself.
        let _ = self.end("rollback").await;
    }

    async fn end(&mut self, text: &str) -> Result<(), Fault> {
        if self.begun
            && let Some(client) = &self.client
        {
            client.batch_execute(text).await.map_err(|error| pg_fault(&error))?;
        }
        self.client.take();
        Ok(())
    }

    async fn fly(
        &mut self,
        named: &[[u8; 16]],
        batch: &[(&Sql, &[P<'_>])],
        asks: bool,
    ) -> Result<Vec<Landed>, Fault> {
        let outcome = self.send(named, batch, asks).await;
        self.failed |= outcome.is_err();
        outcome
    }

    async fn send(
        &mut self,
        named: &[[u8; 16]],
        batch: &[(&Sql, &[P<'_>])],
        asks: bool,
    ) -> Result<Vec<Landed>, Fault> {
        let client = self.client.as_ref().ok_or_else(|| Fault::internal("the transaction has ended"))?;
        let mut statements = Vec::with_capacity(batch.len());
        for (sql, params) in batch {
            wall::hold(named, sql, params)?;
            let told = self.told.replace((named.len(), sql.reach));
            let tell = if told == self.told {
                None
            } else {
                let statement = prepared(client, wall::TELL).await?;
                let reach = if sql.reach == Reach::Beyond { "beyond" } else { "" };
                Some(Tell { statement, tenants: wall::written(named), reach })
            };
            statements.push((tell, prepared(client, sql.pg).await?));
        }
        let mut messages: Vec<Message<'_>> = Vec::with_capacity(2 * batch.len() + 1);
        let begin = self.begin;
        if !std::mem::replace(&mut self.begun, true) {
            messages
                .push(Box::pin(async move { client.batch_execute(begin).await.map(|()| Landed::Nothing) }));
        }
        let mut tells = 0;
        for ((tell, statement), (_, params)) in statements.iter().zip(batch) {
            if let Some(tell) = tell {
                tells += 1;
                messages.push(Box::pin(async {
                    let params: [&(dyn ToSql + Sync); 2] = [&tell.tenants, &tell.reach];
                    client.execute_raw(&tell.statement, params).await.map(|_| Landed::Nothing)
                }));
            }
            messages.push(if asks {
                Box::pin(async {
                    let bound: Vec<&(dyn ToSql + Sync)> =
                        params.iter().map(|param| param as &(dyn ToSql + Sync)).collect();
                    client.query(statement, &bound).await.map(Landed::Rows)
                })
            } else {
                Box::pin(async { client.execute_raw(statement, params.iter()).await.map(Landed::Count) })
            });
        }
        let ahead = messages.len() - batch.len() - tells;
        let landed = in_order(messages).await.map_err(|(place, error)| told_fault(place, ahead, &error))?;
        Ok(landed.into_iter().filter(|landed| !matches!(landed, Landed::Nothing)).collect())
    }
}

/// The role may have been taken away while the server runs: that is no fault of the statement.
fn told_fault(place: usize, ahead: usize, error: &Error) -> Fault {
    let code = error.code().map(tokio_postgres::error::SqlState::code);
    if place == ahead && matches!(code, Some("42501" | "22023")) {
        return Fault {
            kind: FaultKind::Unavailable,
            detail: format!("the role {} cannot be taken: {}", wall::ROLE, pg_fault(error).detail),
        };
    }
    pg_fault(error)
}

async fn prepared(client: &Object, text: &str) -> Result<Statement, Fault> {
    client.prepare_cached(text).await.map_err(|error| pg_fault(&error))
}

/// Sends every message in its order and then waits for the answers, which come in the same order.
/// The first failure wins, with its place; what came after it failed because of it.
async fn in_order(mut messages: Vec<Message<'_>>) -> Result<Vec<Landed>, (usize, Error)> {
    let mut early: Vec<Option<Result<Landed, Error>>> = Vec::with_capacity(messages.len());
    std::future::poll_fn(|cx| {
        for message in &mut messages {
            // A message is sent by the first poll.
            early.push(match message.as_mut().poll(cx) {
                Poll::Ready(answer) => Some(answer),
                Poll::Pending => None,
            });
        }
        Poll::Ready(())
    })
    .await;
    let mut landed = Vec::with_capacity(messages.len());
    for (place, (message, early)) in messages.into_iter().zip(early).enumerate() {
        let answer = match early {
            Some(answer) => answer,
            None => message.await,
        };
        landed.push(answer.map_err(|error| (place, error))?);
    }
    Ok(landed)
}

/// A caller that goes away in the middle leaves no open transaction behind in the pool.
impl Drop for Flight {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        if !self.begun {
            return;
        }
        match tokio::runtime::Handle::try_current() {
            Ok(handle) => {
                handle.spawn(async move {
                    if client.batch_execute("rollback").await.is_err() {
                        drop(Object::take(client));
                    }
                });
            }
            Err(_) => drop(Object::take(client)),
        }
    }
}
