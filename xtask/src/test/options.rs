//! What the person says after `cargo xtask test`.

use crate::failure::Failure;

/// Printed for `--help` and for a word that is not understood.
pub const USAGE: &str = "\
usage: cargo xtask test [--without postgres] [--without browser] [--no-install]

Runs everything CI runs and stops at the first failure:
  set-up, format, clippy, tidy, cargo deny (where installed), tests on SQLite and PostgreSQL,
  documentation examples, browser journeys.

  --without postgres   run the suites on SQLite only
  --without browser    leave out the browser journeys
  --no-install         install nothing; say what is missing and stop
";

/// What to run and what may be done to the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Start a private PostgreSQL and run the suites on it too.
    pub postgres: bool,
    /// Run the browser journeys.
    pub browser: bool,
    /// System packages may be installed.
    pub install: bool,
    /// Only the usage is wanted.
    pub help: bool,
}

impl Options {
    /// Reads the words.
    pub fn parse(words: &[String]) -> Result<Options, Failure> {
        let mut options = Options { postgres: true, browser: true, install: true, help: false };
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word {
                "--without" => match words.next() {
                    Some("postgres") => options.postgres = false,
                    Some("browser") => options.browser = false,
                    other => return Err(unknown(&format!("--without {}", other.unwrap_or_default()))),
                },
                "--no-install" => options.install = false,
                "--help" | "-h" => options.help = true,
                other => return Err(unknown(other)),
            }
        }
        Ok(options)
    }
}

fn unknown(word: &str) -> Failure {
    Failure::new(format!("`{word}` is not understood"), USAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, Failure> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn everything_runs_unless_the_person_says_otherwise() {
        let all = Options { postgres: true, browser: true, install: true, help: false };
        assert_eq!(parse(""), Ok(all.clone()));
        assert_eq!(
            parse("--without browser --no-install"),
            Ok(Options { browser: false, install: false, ..all.clone() })
        );
        assert_eq!(parse("--without postgres"), Ok(Options { postgres: false, ..all }));
    }

    #[test]
    fn a_word_not_understood_stops() {
        for line in ["--without", "--without sqlite", "--fast", "browser"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
