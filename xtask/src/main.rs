//! `cargo xtask`: everything done to this repository rather than by the product.
//!
//! Owns the checks that CI runs and the copying of browser libraries. Promises that what CI says can be said
//! on anybody's machine with one command. Never ships, and never changes a source file unless its
//! subcommand is there to do exactly that.

mod bench;
mod failure;
mod npm;
mod root;
mod step;
mod test;
mod tidy;

use failure::Failure;
use std::process::ExitCode;

/// One word after `cargo xtask`, and what answers it.
struct Subcommand {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<(), Failure>,
}

/// A new subcommand is one line here and one module.
const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand { name: "test", about: "everything CI runs (see `test --help`)", run: test::run },
    Subcommand {
        name: "bench",
        about: "the figures beside their ceilings, as JSON (see `bench --help`)",
        run: bench::run,
    },
    Subcommand { name: "tidy", about: "the house rules over the whole tree", run: tidy::run },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let Some(subcommand) = SUBCOMMANDS.iter().find(|subcommand| subcommand.name == name) else {
        return explain(&name);
    };
    match (subcommand.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the list of subcommands; an unknown word is a failure, a question is not.
fn explain(name: &str) -> ExitCode {
    println!("usage: cargo xtask <what>\n");
    for subcommand in SUBCOMMANDS {
        println!("  {:<8} {}", subcommand.name, subcommand.about);
    }
    if matches!(name, "" | "help" | "-h" | "--help") {
        return ExitCode::SUCCESS;
    }
    eprintln!("\nthere is no `cargo xtask {name}`");
    ExitCode::FAILURE
}
