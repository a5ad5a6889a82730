//! P2: posting on PostgreSQL, beside the engine alone.

use crate::company::Company;
use crate::figure::{Figure, median, round};
use crate::load::{self, Client as _};
use crate::options::Options;
use crate::post_sqlite::fresh;
use crate::poster::{Books, DirectPoster};
use crate::product::Product;
use crate::raw::pg::Pg;
use crate::raw::{Counts, Journal, Posting, per_post};
use crate::trouble::Trouble;
use crate::world::{Person, World};
use std::path::Path;
use std::sync::Arc;
use store::Figures;

/// How many clients keep posting, and into how many books.
const CLIENTS: usize = 64;

/// What the rounds measured.
#[derive(Default)]
struct Rounds {
    rate: Vec<f64>,
    cpu: Vec<f64>,
    one_books: Vec<f64>,
    raw: Vec<f64>,
    p99: Vec<f64>,
}

/// The address of a database beside another on the same server.
fn beside(url: &str, name: &str) -> Result<String, Trouble> {
    let (server, _) = url.rsplit_once('/').ok_or_else(|| Trouble("an address without a database".into()))?;
    Ok(format!("{server}/{name}"))
}

/// Measures P2.
pub async fn measure(options: &Options) -> Result<Vec<Figure>, Trouble> {
    let Some(admin) = &options.postgres else { return Ok(Vec::new()) };
    let (product, raw) = (beside(admin, "bench_product")?, beside(admin, "bench_raw")?);
    for name in ["bench_product", "bench_raw"] {
        Pg::at(admin).say(&format!("drop database if exists {name} with (force)")).await?;
    }
    Pg::at(admin).say("create database bench_product").await?;
    let folder = fresh(options, "post-postgres")?;
    let world = World::on_postgres(&folder, &product).await?;
    let owner = world.person("Olive Owner").await?;
    let token = world.token(&owner).await?;
    let mut books = Vec::with_capacity(CLIENTS);
    for number in 0..CLIENTS {
        books.push(Books::new(Company::found(&world, &owner, &format!("Olive Oils {number}")).await?));
        // One entry in each, so that the raw rows have something to look like.
        DirectPoster::new(&world, &owner.actor, books[number].clone()).once().await?;
    }
    world.close();
    Pg::at(&product).silence().await?;
    Pg::at(admin).say("create database bench_raw template bench_product").await?;
    let raw = RawBooks::over(&raw, &books).await?;
    let (rounds, rows, raw_rows) =
        over_http(options, (&folder, &product), (&owner, &token, &books), raw).await?;
    let direct = Direct { options, folder: &folder, url: &product, owner: &owner };
    let spread_out = direct.figures(&books).await?;
    let crowded = direct.figures(&vec![books[0].clone(); CLIENTS]).await?;
    Ok(figures(&rounds, (rows, raw_rows), (&spread_out, &crowded)))
}

fn figures(
    rounds: &Rounds,
    (rows, raw_rows): (serde_json::Value, serde_json::Value),
    (spread_out, crowded): (&Figures, &Figures),
) -> Vec<Figure> {
    let per_write = |count: u64, figures: &Figures| round(count as f64 / figures.writes.max(1) as f64);
    let trips = per_write(spread_out.round_trips, spread_out);
    let retries = per_write(spread_out.retries, spread_out);
    vec![
        Figure::new(
            ("P2", "post a 3-line entry, 64 clients over 64 books, PostgreSQL"),
            "entries/s",
            "≥ 0.25 of raw",
            &rounds.rate,
        )
        .under("raw PostgreSQL, the same writes pipelined, 64 connections", &rounds.raw)
        .note("p99_ms", round(median(&rounds.p99)))
        .note("rows_per_post", rows)
        .note("raw_rows_per_post", raw_rows),
        Figure::new(("P2.cpu", "server CPU for each of them"), "µs", "none", &rounds.cpu),
        Figure::new(("P2.one", "the same, 64 clients in one books"), "entries/s", "none", &rounds.one_books),
        Figure::new(("P2.trips", "round trips a post, in process"), "round trips", "≤ 10", &[trips])
            .note("statements", per_write(spread_out.statements, spread_out)),
        Figure::new(("P2.retries", "retries per commit, in process"), "retries", "< 0.05", &[retries])
            .note("in_one_books", per_write(crowded.retries, crowded)),
    ]
}

/// The rounds through the server.
async fn over_http(
    options: &Options,
    (folder, url): (&Path, &str),
    (owner, token, books): (&Person, &str, &[Arc<Books>]),
    mut raw: RawBooks,
) -> Result<(Rounds, serde_json::Value, serde_json::Value), Trouble> {
    let product = Product::start(options, folder, Some(url)).await?;
    let (mut spread_out, mut crowded) = (Vec::with_capacity(CLIENTS), Vec::with_capacity(CLIENTS));
    for own in books {
        spread_out.push(product.poster(owner, token, own).await?);
        crowded.push(product.poster(owner, token, &books[0]).await?);
    }
    let pace = options.pace();
    spread_out = load::run(spread_out, pace.time / 4).await?.0;
    let (mut rounds, before) = (Rounds::default(), Pg::at(url).counts().await?);
    for _ in 0..options.rounds() {
        let cpu = product.cpu_micros()?;
        let (again, load) = load::run(spread_out, pace.time).await?;
        spread_out = again;
        rounds.cpu.push((product.cpu_micros()? - cpu) / load.done as f64);
        rounds.rate.push(load.rate());
        rounds.p99.push(load.within(0.99));
        rounds.raw.push(raw.post(pace.raw_posts / CLIENTS).await?);
        let (again, load) = load::run(crowded, pace.time / 3).await?;
        crowded = again;
        rounds.one_books.push(load.rate());
    }
    let rows = per_post(&before, &Pg::at(url).counts().await?)?;
    product.stop()?;
    Ok((rounds, rows, raw.rows().await?))
}

/// The same commands in this process, where the store's counters can be read.
struct Direct<'d> {
    options: &'d Options,
    folder: &'d Path,
    url: &'d str,
    owner: &'d Person,
}

impl Direct<'_> {
    async fn figures(&self, books: &[Arc<Books>]) -> Result<Figures, Trouble> {
        let world = World::on_postgres(self.folder, self.url).await?;
        let posters =
            books.iter().map(|own| DirectPoster::new(&world, &self.owner.actor, own.clone())).collect();
        let before = world.app.db().figures();
        load::run(posters, self.options.pace().time / 3).await?;
        let after = world.app.db().figures();
        world.close();
        Ok(Figures {
            statements: after.statements - before.statements,
            round_trips: after.round_trips - before.round_trips,
            commits: after.commits - before.commits,
            writes: after.writes - before.writes,
            retries: after.retries - before.retries,
        })
    }
}

/// The raw engine on its own copy of the database.
struct RawBooks {
    engine: Pg,
    journals: Vec<Journal>,
    posting: Posting,
    before: Counts,
}

impl RawBooks {
    async fn over(url: &str, books: &[Arc<Books>]) -> Result<Self, Trouble> {
        let engine = Pg::at(url);
        let mut journals = Vec::with_capacity(books.len());
        for own in books {
            let company = own.company.clone();
            let (last_entry, leaves, sample) = engine.learn(company.books).await?;
            journals.push(Journal { company, last_entry, leaves, sample });
        }
        let before = engine.counts().await?;
        Ok(Self { engine, journals, posting: Posting::find()?, before })
    }

    async fn post(&mut self, each: usize) -> Result<f64, Trouble> {
        self.engine.post(&mut self.journals, &self.posting, each).await
    }

    async fn rows(&self) -> Result<serde_json::Value, Trouble> {
        per_post(&self.before, &self.engine.counts().await?)
    }
}
