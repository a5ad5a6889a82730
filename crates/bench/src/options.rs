//! What the caller says; `cargo xtask bench` says all of it.

use crate::pace::Pace;
use clap::Parser;
use std::path::PathBuf;
use std::time::Duration;

/// Measures Countinghouse beside its ceilings and prints JSON.
#[derive(Debug, Parser)]
pub struct Options {
    /// The built server.
    #[arg(long)]
    pub server: PathBuf,
    /// Where databases are made; big ones are kept for the next run.
    #[arg(long)]
    pub folder: PathBuf,
    /// A durable PostgreSQL on which databases may be made; without it P2 is left out.
    #[arg(long)]
    pub postgres: Option<String>,
    /// The day of the run, as it is to be printed.
    #[arg(long, default_value = "unknown")]
    pub date: String,
    /// Interleaved rounds of each figure.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// One short round: whether it works, not how fast it is.
    #[arg(long)]
    pub quick: bool,
    /// P1, P2 and P4 as commands in this process, without HTTP.
    #[arg(long)]
    pub in_process: bool,
    /// Only these figures, e.g. `--only P1,P4`.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// The size of P11's database in MiB.
    #[arg(long, default_value_t = 1_024)]
    start_mib: u64,
}

impl Options {
    /// Whether a figure is to be measured.
    pub fn wants(&self, id: &str) -> bool {
        let named = self.only.is_empty() || self.only.iter().any(|only| only.eq_ignore_ascii_case(id));
        named && (id != "P2" || self.postgres.is_some())
    }

    /// How many rounds.
    pub fn rounds(&self) -> usize {
        if self.quick { 1 } else { self.rounds.max(1) }
    }

    /// How long and how much.
    pub fn pace(&self) -> Pace {
        if self.quick {
            Pace { time: Duration::from_millis(800), raw_posts: 1_600, accepts: 120, clients: 500 }
        } else {
            Pace { time: Duration::from_secs(3), raw_posts: 8_000, accepts: 800, clients: 10_000 }
        }
    }

    /// The size of P11's database.
    pub fn start_bytes(&self) -> u64 {
        let mib = if self.quick { self.start_mib.min(32) } else { self.start_mib };
        mib * 1024 * 1024
    }
}
