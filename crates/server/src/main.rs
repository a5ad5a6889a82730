//! `countinghouse`: configuration, wiring, command line. No logic of the product lives here.

mod audit_verify;
mod check;
mod cli;
mod clock;
mod demo;
mod health;
mod house;
mod keyfile;
mod listen;
mod logging;
mod serve;
mod settings;
mod signer_memory;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    // One TLS provider for the process; installing it twice would be a defect of ours.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The runtime could not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(run(cli));
    // Blocking work that outlives the answer, a password hash say, is not waited for.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match outcome {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Anything that stops a command, in words for whoever runs the server.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Trouble(pub String);

impl Trouble {
    /// What was being done, and what went wrong.
    pub fn new(doing: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{doing}: {error}"))
    }
}

async fn run(cli: cli::Cli) -> Result<ExitCode, Trouble> {
    match cli.command {
        cli::Command::Serve(given) => {
            serve::serve(settings::Settings::gather(given)?).await?;
            Ok(ExitCode::SUCCESS)
        }
        cli::Command::Demo { mut given, anew } => {
            given.data.get_or_insert_with(|| "demo-data".into());
            demo::demo(settings::Settings::gather(given)?, anew).await?;
            Ok(ExitCode::SUCCESS)
        }
        cli::Command::Migrate { given, name } => {
            let settings = settings::Settings::gather(given)?;
            let opened = house::Opened::open(&settings, name).await?;
            println!("The database is at its latest schema. This server's name is {}.", opened.origin);
            opened.db.close();
            Ok(ExitCode::SUCCESS)
        }
        cli::Command::Check(given) => check::check(&settings::Settings::gather(given)?).await,
        cli::Command::Audit { command } => audit_verify::run(command),
    }
}
