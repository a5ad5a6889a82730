//! `cargo xtask test`: everything CI runs, in stages.
//!
//! Owns the order of the stages and the private PostgreSQL of a run. Promises that a stage that cannot run is a
//! failure unless the person left it out, and that the server is gone afterwards, however the run ends.

mod options;
pub mod postgres;
mod programs;
mod setup;
mod summary;
mod targets;

use crate::failure::Failure;
use crate::{npm, step, tidy};
use options::Options;
use postgres::{Keeping, Postgres};
use std::process::Command;
use std::time::Instant;
use summary::Count;
use targets::Targets;

const POSTGRES: &str = "COUNTINGHOUSE_TEST_POSTGRES";
const CHROMIUM: &str = "COUNTINGHOUSE_CHROMIUM";
const AXE: &str = "COUNTINGHOUSE_AXE";

const TEST_ADVICE: &str = "Read the failing test's name and message above; TESTING.md says how to run one test alone on either engine.";

/// Runs all stages.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let options = Options::parse(words)?;
    if options.help {
        print!("{}", options::USAGE);
        return Ok(());
    }
    let started = Instant::now();
    let targets = Targets::read()?;
    let with_browser = options.browser && targets.has_browser;
    stage("set-up", || setup::run(&options, with_browser))?;
    stage("format", format)?;
    stage("clippy", clippy)?;
    stage("tidy", || tidy::run(&[]))?;
    stage("cargo deny", deny)?;
    let count = tests(&options, &targets, with_browser)?;
    let Count { passed, skipped } = count;
    println!("\nall green: {passed} tests passed, {skipped} skipped, {} s", started.elapsed().as_secs());
    left_out(&options, &targets);
    Ok(())
}

/// The stages that share one PostgreSQL.
fn tests(options: &Options, targets: &Targets, with_browser: bool) -> Result<Count, Failure> {
    let server = match options.postgres {
        true => Some(stage("private PostgreSQL", || Postgres::start(Keeping::InMemory))?),
        false => None,
    };
    let url = server.as_ref().map(|server| server.url.as_str());
    let engines = if url.is_some() { "SQLite and PostgreSQL" } else { "SQLite only" };
    let mut count = stage(&format!("tests on {engines}"), || suites(targets, url))?;
    count = count.and(stage("documentation examples", || examples(url))?);
    if with_browser {
        count = count.and(stage("browser journeys", || journeys(url))?);
    }
    Ok(count)
}

/// Runs one stage under its heading and says how long it took.
fn stage<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    step::heading(name);
    let started = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "done" } else { "FAILED" };
    println!("--- {name}: {verdict} in {:.1} s", started.elapsed().as_secs_f32());
    result
}

fn format() -> Result<(), Failure> {
    step::run(step::cargo(&["fmt", "--all", "--check"]), "Run `cargo fmt --all` and look at what it changed.")
        .map(|_| ())
}

fn clippy() -> Result<(), Failure> {
    let clippy = step::cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]);
    step::run(clippy, "Follow what clippy says above; warnings are errors here.").map(|_| ())
}

fn deny() -> Result<(), Failure> {
    if !step::answers("cargo-deny", &["--version"]) {
        println!(
            "cargo-deny is not installed: deny.toml is not checked here (tidy has read the lock file itself)"
        );
        return Ok(());
    }
    let deny = step::cargo(&["deny", "--all-features", "check", "bans", "licenses", "sources"]);
    step::run(deny, "Drop or replace the package named above, or state in deny.toml why it may stay.")
        .map(|_| ())
}

fn has_nextest() -> bool {
    step::quietly(&mut step::cargo(&["nextest", "--version"])).is_ok()
}

/// Sets the engine that the suites run on besides SQLite.
fn on(mut command: Command, url: Option<&str>) -> Command {
    match url {
        Some(url) => command.env(POSTGRES, url),
        None => command.env_remove(POSTGRES),
    };
    command
}

/// All tests but the browser journeys.
fn suites(targets: &Targets, url: Option<&str>) -> Result<Count, Failure> {
    let command = if has_nextest() {
        let mut command = step::cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]);
        if targets.has_browser {
            command.args(["-E", "not binary(browser)"]);
        }
        command
    } else {
        let mut command =
            step::cargo(&["test", "--workspace", "--locked", "--no-fail-fast", "--lib", "--bins"]);
        command.args(targets.general.iter().flat_map(|name| ["--test", name]));
        command
    };
    step::run(on(command, url), TEST_ADVICE).map(|output| Count::read(&output))
}

/// Examples in documentation, which nextest does not run.
fn examples(url: Option<&str>) -> Result<Count, Failure> {
    let command = step::cargo(&["test", "--workspace", "--locked", "--doc", "--quiet"]);
    step::run(on(command, url), TEST_ADVICE).map(|output| Count::read(&output))
}

fn journeys(url: Option<&str>) -> Result<Count, Failure> {
    let (package, target) = targets::BROWSER;
    let mut command = if has_nextest() {
        step::cargo(&[
            "nextest",
            "run",
            "--profile",
            "browser",
            "--locked",
            "--no-fail-fast",
            "-p",
            package,
            "--test",
            target,
        ])
    } else {
        step::cargo(&["test", "--locked", "--no-fail-fast", "-p", package, "--test", target])
    };
    let chromium = programs::chromium().ok_or_else(|| {
        Failure::new("chromium is gone", "Install it, or leave it out with --without browser.")
    })?;
    command.env(CHROMIUM, chromium).env(AXE, npm::file("axe-core", "axe.min.js"));
    if command.get_args().any(|word| word == "test") {
        // One browser at a time, as in the nextest profile.
        command.args(["--", "--test-threads", "1"]);
    }
    step::run(on(command, url), TEST_ADVICE).map(|output| Count::read(&output))
}

/// Says at the very end what was not run, so that nobody reads more into the result.
fn left_out(options: &Options, targets: &Targets) {
    if !options.postgres {
        println!("left out: PostgreSQL");
    }
    if !options.browser {
        println!("left out: browser journeys");
    } else if !targets.has_browser {
        println!("there are no browser journeys yet");
    }
}
