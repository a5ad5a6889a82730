//! `bench`: the figures of the product beside their ceilings and peers, measured in one run, as JSON.
//!
//! Owns: the closed-loop client, the raw engines, the fixtures of each figure. Promises: a ceiling is measured in
//! the same run, round by round beside the figure, and writes the very rows that the product writes. Never ships,
//! and never judges: it prints what was measured and leaves reading to people.

// Measured times and ratios are no money.
#![allow(clippy::float_arithmetic)]

mod accept;
mod clients;
mod company;
mod figure;
mod http;
mod load;
mod machine;
mod memory;
mod options;
mod pace;
mod post_postgres;
mod post_sqlite;
mod poster;
mod practice;
mod product;
mod raw;
mod server;
mod start;
mod trouble;
mod world;

use clap::Parser as _;
use figure::Figure;
use options::Options;
use serde_json::json;
use std::process::ExitCode;
use trouble::Trouble;

/// What `bench` measures, in the order of `performance.md`.
const FIGURES: [&str; 6] = ["P1", "P2", "P4", "P7", "P10", "P11"];

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let load_before = machine::load_average();
    let mut figures: Vec<Figure> = Vec::new();
    let mut troubles = Vec::new();
    for id in FIGURES.into_iter().filter(|id| options.wants(id)) {
        eprintln!("measuring {id}");
        match measure(id, &options, &figures).await {
            Ok(measured) => figures.extend(measured),
            Err(Trouble(what)) => troubles.push(json!({ "id": id, "trouble": what })),
        }
    }
    let report = json!({
        "date": options.date,
        "rounds": options.rounds(),
        "quick": options.quick,
        "in_process": options.in_process,
        "machine": machine::describe(),
        "load_average": { "before": load_before, "after": machine::load_average() },
        "figures": figures,
        "troubles": troubles,
    });
    println!("{report:#}");
    if troubles.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(id: &str, options: &Options, sofar: &[Figure]) -> Result<Vec<Figure>, Trouble> {
    match id {
        "P1" => post_sqlite::measure(options).await,
        "P2" => post_postgres::measure(options).await,
        "P4" => accept::measure(options, sofar).await,
        "P7" => clients::measure(options).await,
        "P10" => memory::measure(options).await,
        _ => start::measure(options).await,
    }
}
