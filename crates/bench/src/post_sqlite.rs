//! P1: posting on the embedded engine, beside the engine alone.

use crate::company::Company;
use crate::figure::{Figure, median, round};
use crate::load::{self, Client as _};
use crate::options::Options;
use crate::poster::{Books, Poster};
use crate::product::Product;
use crate::raw::lite::Lite;
use crate::raw::{Journal, Posting, per_post};
use crate::trouble::Trouble;
use crate::world::World;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How many clients keep posting.
const CLIENTS: usize = 16;
/// Tryton 8.2 over PostgreSQL, the upper end of what was recorded.
const TRYTON: f64 = 13.0;

/// What the rounds measured.
#[derive(Default)]
struct Rounds {
    rate: Vec<f64>,
    cpu: Vec<f64>,
    raw: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
}

/// A fresh folder of this name.
pub fn fresh(options: &Options, name: &str) -> Result<PathBuf, Trouble> {
    let folder = options.folder.join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&options.folder)?;
    Ok(folder)
}

/// Measures P1.
pub async fn measure(options: &Options) -> Result<Vec<Figure>, Trouble> {
    let folder = fresh(options, "post")?;
    let file = folder.join("countinghouse.db");
    let world = World::on_sqlite(&folder).await?;
    let owner = world.person("Olive Owner").await?;
    let company = Company::found(&world, &owner, "Olive Oils").await?;
    let token = world.token(&owner).await?;
    world.close();
    let kept = Lite::open(&file)?;
    kept.silence()?;
    let product = Product::start(options, &folder, None).await?;
    let books = Books::new(company.clone());
    let mut posters = Vec::with_capacity(CLIENTS);
    for _ in 0..CLIENTS {
        posters.push(product.poster(&owner, &token, &books).await?);
    }
    // The raw engine starts from the same file and from rows of the same size.
    posters[0].once().await?;
    let mut raw = RawBooks::beside(&kept, &company, &folder)?;
    let pace = options.pace();
    posters = load::run(posters, pace.time / 4).await?.0;
    let before = kept.counts()?;
    let mut rounds = Rounds::default();
    for _ in 0..options.rounds() {
        posters = one(&product, posters, &mut rounds, pace.time).await?;
        rounds.raw.push(raw.post(pace.raw_posts)?);
    }
    let rows = per_post(&before, &kept.counts()?)?;
    let reached = product.reached();
    product.stop()?;
    let cpu_target = "≤ 250 µs (stretch 150)";
    Ok(vec![
        Figure::new(
            ("P1", "post a 3-line entry, 16 clients, SQLite"),
            "entries/s",
            "≥ 0.25 of raw",
            &rounds.rate,
        )
        .under("raw SQLite, the same rows in groups of 16", &rounds.raw)
        .note("reached", reached)
        .note("p50_ms", round(median(&rounds.p50)))
        .note("p99_ms", round(median(&rounds.p99)))
        .note("rows_per_post", rows)
        .note("raw_rows_per_post", raw.rows()?),
        Figure::new(("P1.cpu", "server CPU for each of them"), "µs", cpu_target, &rounds.cpu)
            .cheaper_than("Tryton 8.2, CPU per post", 65_000.0),
        Figure::new(("P1.peer", "the same against the peer"), "entries/s", "≥ 200 × Tryton", &rounds.rate)
            .faster_than("Tryton 8.2 + PostgreSQL, 8 to 13 per s", TRYTON),
    ])
}

async fn one(
    product: &Product,
    posters: Vec<Poster>,
    rounds: &mut Rounds,
    time: Duration,
) -> Result<Vec<Poster>, Trouble> {
    let before = product.cpu_micros()?;
    let (posters, load) = load::run(posters, time).await?;
    rounds.cpu.push((product.cpu_micros()? - before) / load.done as f64);
    rounds.rate.push(load.rate());
    rounds.p50.push(load.within(0.5));
    rounds.p99.push(load.within(0.99));
    Ok(posters)
}

/// The raw engine on its own copy of the file.
struct RawBooks {
    engine: Lite,
    journal: Journal,
    posting: Posting,
    before: crate::raw::Counts,
}

impl RawBooks {
    fn beside(kept: &Lite, company: &Company, folder: &Path) -> Result<Self, Trouble> {
        let path = folder.with_extension("raw.db");
        for rest in ["raw.db", "raw.db-wal", "raw.db-shm"] {
            let old = folder.with_extension(rest);
            if old.exists() {
                std::fs::remove_file(old)?;
            }
        }
        kept.copy_to(&path)?;
        let engine = Lite::open(&path)?;
        let (last_entry, leaves, sample) = engine.learn(company.books)?;
        let journal = Journal { company: company.clone(), last_entry, leaves, sample };
        let before = engine.counts()?;
        Ok(Self { engine, journal, posting: Posting::find()?, before })
    }

    fn post(&mut self, count: usize) -> Result<f64, Trouble> {
        self.engine.post(&mut self.journal, &self.posting, count)
    }

    fn rows(&self) -> Result<serde_json::Value, Trouble> {
        per_post(&self.before, &self.engine.counts()?)
    }
}
