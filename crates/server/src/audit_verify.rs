//! `audit verify` and `audit proof`: offline, over files.

use crate::Trouble;
use crate::cli::AuditCommand;
use evidence::note::VerifierKey;
use evidence::verify::{Failure, verify_export, verify_proof};
use std::path::Path;
use std::process::ExitCode;

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(|error| Trouble::new(&path.display().to_string(), error))
}

/// Verifies and tells the result in words and as the exit code.
pub fn run(command: AuditCommand) -> Result<ExitCode, Trouble> {
    match command {
        AuditCommand::Verify { export, checkpoint, key, older, openings } => {
            verify(&export, &checkpoint, &key, &older, openings.as_deref())
        }
        AuditCommand::Proof { leaf, proof, key } => {
            let keys = [parse_key(&key)?];
            let line = read(&leaf)?;
            let line = line.strip_suffix(b"\n").unwrap_or(&line);
            Ok(match verify_proof(line, &read(&proof)?, &keys) {
                Ok(report) => {
                    println!(
                        "Event {} of {} is in the log of {} events.",
                        report.seq, report.origin, report.head.size
                    );
                    ExitCode::SUCCESS
                }
                Err(failure) => told(&failure),
            })
        }
    }
}

fn parse_key(key: &str) -> Result<VerifierKey, Trouble> {
    VerifierKey::parse(key.trim()).map_err(|error| Trouble::new("The key", error))
}

fn verify(
    export: &Path,
    checkpoint: &Path,
    key: &str,
    older: &[std::path::PathBuf],
    openings: Option<&Path>,
) -> Result<ExitCode, Trouble> {
    let keys = [parse_key(key)?];
    let older: Vec<Vec<u8>> = older.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let older: Vec<&[u8]> = older.iter().map(Vec::as_slice).collect();
    let (export, checkpoint) = (read(export)?, read(checkpoint)?);
    let report = match verify_export(&export, &checkpoint, &keys, &older) {
        Ok(report) => report,
        Err(failure) => return Ok(told(&failure)),
    };
    println!("{}: complete and unaltered, {} events.", report.origin, report.head.size);
    if let Some(openings) = openings {
        match report.verify_openings(&read(openings)?) {
            Ok(count) => println!("{count} texts match their commitments."),
            Err(failure) => return Ok(told(&failure)),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told(failure: &Failure) -> ExitCode {
    eprintln!("{failure}");
    ExitCode::from(failure.exit_code())
}
