//! `cargo xtask bench`: builds the product as it ships, gives it a durable PostgreSQL of its own, measures.
//!
//! Promises that standard output holds the JSON of the run and nothing else. Judges nothing.

use crate::failure::Failure;
use crate::root::target;
use crate::step::{self, cargo};
use crate::test::postgres::{Keeping, Postgres};
use std::process::{Command, ExitStatus};

const USAGE: &str = "\
usage: cargo xtask bench [--without postgres] [--quick] [--rounds N] [--only P1,P4] [--in-process] [--start-mib N]

Prints P1, P2, P4, P7, P10 and P11 of the performance targets as JSON, each with its ceiling or peer. TESTING.md
says how to read it. Builds in release mode first.

  --without postgres   leave out P2
  --quick              one short round: whether it works, not how fast it is
  --rounds N           interleaved rounds of each figure; 5 when left out
  --only P1,P4         these figures alone
  --in-process         P1, P2 and P4 as commands, without HTTP
  --start-mib N        the size of the database that P11 starts over; 1024 when left out
";

const ADVICE: &str = "Read what the bench said above; `troubles` in the JSON names the figure.";

/// Builds, starts what is needed, measures.
pub fn run(words: &[String]) -> Result<(), Failure> {
    if words.iter().any(|word| matches!(word.as_str(), "--help" | "-h")) {
        print!("{USAGE}");
        return Ok(());
    }
    let (with_postgres, words) = options(words);
    succeeded("the release build", build().status())?;
    let server = if with_postgres { Some(Postgres::start(Keeping::OnDisk)?) } else { None };
    let release = target().join("release");
    // The shell only raises the number of sockets a process may have: P10 opens thousands.
    let mut bench = Command::new("sh");
    bench.args(["-c", "ulimit -n 16384 2>/dev/null; exec \"$@\"", "bench"]).arg(release.join("bench"));
    bench.arg("--server").arg(release.join("countinghouse"));
    bench.arg("--folder").arg(target().join("bench"));
    if let Some(server) = &server {
        bench.args(["--postgres", &server.url]);
    }
    bench.args(["--date", today().trim()]).args(words);
    succeeded("the bench", bench.status())
}

/// Whether PostgreSQL is wanted, and the words for the bench itself.
fn options(words: &[String]) -> (bool, Vec<String>) {
    let left_out = words.windows(2).position(|pair| pair == ["--without", "postgres"]);
    let Some(place) = left_out else { return (true, words.to_vec()) };
    let rest = words[..place].iter().chain(&words[place + 2..]).cloned().collect();
    (false, rest)
}

fn build() -> Command {
    cargo(&["build", "--release", "--locked", "-p", "countinghouse", "-p", "bench"])
}

/// The day of the run, UTC, as the system writes it.
fn today() -> String {
    step::quietly(Command::new("date").args(["-u", "+%Y-%m-%dT%H:%MZ"])).unwrap_or_default()
}

fn succeeded(what: &str, end: std::io::Result<ExitStatus>) -> Result<(), Failure> {
    match end {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("{what} ended with {status}"), ADVICE)),
        Err(error) => Err(Failure::io(what, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_out_postgres_is_for_us_and_the_rest_is_for_the_bench() {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(options(&words("--quick")), (true, words("--quick")));
        assert_eq!(
            options(&words("--quick --without postgres --rounds 2")),
            (false, words("--quick --rounds 2"))
        );
    }
}
