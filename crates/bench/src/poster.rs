//! A client that posts entries: through the interface for programs, or as a command in this process.

use crate::company::{Company, MEMO};
use crate::http::{Connection, request};
use crate::load::Client;
use crate::trouble::{Trouble, doing};
use crate::world::World;
use app::Actor;
use app::door::IdempotencyKey;
use kernel::{Currency, Money};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

/// Books with the number of the next entry to be drawn up for them.
pub struct Books {
    /// The company.
    pub company: Company,
    next: AtomicI64,
}

impl Books {
    /// New ones.
    pub fn new(company: Company) -> Arc<Self> {
        Arc::new(Self { company, next: AtomicI64::new(1) })
    }

    fn draw(&self) -> i64 {
        self.next.fetch_add(1, Relaxed)
    }
}

/// Either of the two ways.
pub enum Poster {
    /// Through the interface for programs.
    Http(HttpPoster),
    /// As a command.
    Direct(DirectPoster),
}

impl Client for Poster {
    async fn once(&mut self) -> Result<bool, Trouble> {
        match self {
            Self::Http(poster) => poster.once().await,
            Self::Direct(poster) => poster.once().await,
        }
    }
}

/// Posts over HTTP with a token, and a key for each entry.
pub struct HttpPoster {
    connection: Connection,
    token: String,
    books: Arc<Books>,
}

impl HttpPoster {
    /// With a connection of its own.
    pub async fn open(address: SocketAddr, token: &str, books: Arc<Books>) -> Result<Self, Trouble> {
        Ok(Self { connection: Connection::open(address).await?, token: token.to_owned(), books })
    }

    fn request(&self, number: i64) -> Vec<u8> {
        let (day, lines) = self.books.company.entry(number);
        let amount = |minor: i64| (minor > 0).then(|| Money::from_minor(minor, Currency::GBP).plain());
        let lines: Vec<_> = lines
            .into_iter()
            .map(|(account, debit, credit)| match (amount(debit), amount(credit)) {
                (Some(debit), _) => json!({ "account": account.to_string(), "debit": debit }),
                (None, credit) => json!({ "account": account.to_string(), "credit": credit }),
            })
            .collect();
        let body = json!({ "day": day.to_string(), "memo": MEMO, "lines": lines }).to_string();
        let books = self.books.company.books;
        let key = format!("idempotency-key: post-{books}-{number}");
        let headers = [&*self.token, &*key, "content-type: application/json"];
        request("POST", &format!("/api/v1/books/{books}/entries"), &headers, &body)
    }
}

impl Client for HttpPoster {
    async fn once(&mut self) -> Result<bool, Trouble> {
        let request = self.request(self.books.draw());
        let answer = self.connection.ask(&request).await?.good();
        answer.map_err(|trouble| doing("posting")(trouble.0))?;
        Ok(true)
    }
}

/// Posts as a command in this process, as the handler of the API does.
pub struct DirectPoster {
    world: World,
    actor: Actor,
    books: Arc<Books>,
}

impl DirectPoster {
    /// As this person.
    pub fn new(world: &World, actor: &Actor, books: Arc<Books>) -> Self {
        Self { world: world.clone(), actor: actor.clone(), books }
    }
}

impl Client for DirectPoster {
    async fn once(&mut self) -> Result<bool, Trouble> {
        let number = self.books.draw();
        let key = IdempotencyKey::parse(&format!("direct-{}-{number}", self.books.company.books))?;
        let post = self.books.company.post(number)?;
        self.world.app.run(&self.actor, Some(key), post).await.map_err(doing("posting"))?;
        Ok(true)
    }
}
