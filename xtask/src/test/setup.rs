//! What the stages need from the machine: found, installed when that is allowed, or named precisely.

use super::options::Options;
use super::programs;
use crate::failure::Failure;
use crate::{npm, step};
use std::path::Path;
use std::process::Command;

const AXE: &str = "axe-core";

/// One thing a stage needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Format,
    Clippy,
    Postgres,
    Chromium,
    Npm,
    Axe,
    Curl,
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Need::Format => step::quietly(&mut step::cargo(&["fmt", "--version"])).is_ok(),
            Need::Clippy => step::quietly(&mut step::cargo(&["clippy", "--version"])).is_ok(),
            Need::Postgres => programs::postgres().is_some(),
            Need::Chromium => programs::chromium().is_some(),
            Need::Npm => npm::is_installed(AXE) || step::answers("npm", &["--version"]),
            Need::Axe => npm::is_installed(AXE),
            Need::Curl => step::answers("curl", &["--version"]),
        }
    }

    /// Debian's packages, when that is where it comes from.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Need::Postgres => &["postgresql"],
            Need::Chromium => &["chromium"],
            Need::Npm => &["nodejs", "npm"],
            Need::Curl => &["curl"],
            Need::Format | Need::Clippy | Need::Axe => &[],
        }
    }

    fn is_a_component_of_the_toolchain(self) -> bool {
        matches!(self, Need::Format | Need::Clippy)
    }

    /// What is missing, and for which stage.
    fn describe(self) -> &'static str {
        match self {
            Need::Format => "rustfmt (stage: format)",
            Need::Clippy => "clippy (stage: clippy)",
            Need::Postgres => "PostgreSQL's initdb and pg_ctl (stage: tests on PostgreSQL)",
            Need::Chromium => "chromium (stage: browser journeys)",
            Need::Npm => "npm, to fetch axe-core (stage: browser journeys)",
            Need::Axe => "axe-core from npm (stage: browser journeys)",
            Need::Curl => "curl, to run the commands of API.md (stage: tests)",
        }
    }
}

/// Makes sure that every stage can run, or stops with the list of what is missing.
pub fn run(options: &Options, with_browser: bool) -> Result<(), Failure> {
    let needs = needs(options, with_browser);
    let missing =
        |needs: &[Need]| -> Vec<Need> { needs.iter().copied().filter(|need| !need.is_met()).collect() };
    if options.install {
        install(&missing(&needs))?;
    }
    // Axe comes last: npm may have come with the system's packages a moment ago.
    if needs.contains(&Need::Axe) && !Need::Axe.is_met() && step::answers("npm", &["--version"]) {
        npm::install()?;
    }
    let missing = missing(&needs);
    if missing.is_empty() {
        println!("everything needed is here");
        return fetch();
    }
    Err(unmet(&missing))
}

fn needs(options: &Options, with_browser: bool) -> Vec<Need> {
    let mut needs = vec![Need::Format, Need::Clippy, Need::Curl];
    if options.postgres {
        needs.push(Need::Postgres);
    }
    if with_browser {
        needs.extend([Need::Chromium, Need::Npm, Need::Axe]);
    }
    needs
}

fn unmet(missing: &[Need]) -> Failure {
    let list: Vec<String> = missing.iter().map(|need| format!("  - {}", need.describe())).collect();
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages()).copied().collect();
    let mut advice = String::new();
    if !packages.is_empty() {
        advice += &format!("As root: apt-get install --no-install-recommends {}\n", packages.join(" "));
    }
    if missing.iter().any(|need| need.is_a_component_of_the_toolchain()) {
        advice += "For the toolchain: rustup component add rustfmt clippy\n";
    }
    advice += "Or leave stages out knowingly: --without postgres, --without browser.";
    Failure::new(format!("missing:\n{}", list.join("\n")), advice)
}

/// Brings what is missing where that needs nobody's consent: as root or with passwordless sudo.
fn install(missing: &[Need]) -> Result<(), Failure> {
    if missing.iter().any(|need| need.is_a_component_of_the_toolchain())
        && step::answers("rustup", &["--version"])
    {
        let mut rustup = Command::new("rustup");
        rustup.args(["component", "add", "rustfmt", "clippy"]);
        step::run(rustup, "Install rustfmt and clippy for this toolchain by hand.")?;
    }
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages()).copied().collect();
    let Some(prefix) = privilege() else { return Ok(()) };
    if packages.is_empty() || !Path::new("/usr/bin/apt-get").exists() {
        return Ok(());
    }
    let advice = "Install the packages by hand, then run this again.";
    step::run(apt(prefix, &["update"]), advice)?;
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(packages);
    step::run(apt(prefix, &words), advice).map(|_| ())
}

/// The words before a command that make it run as root; none when it may not.
fn privilege() -> Option<&'static [&'static str]> {
    if programs::is_root() {
        return Some(&[]);
    }
    step::answers("sudo", &["-n", "true"]).then_some(&["sudo", "-n"])
}

fn apt(prefix: &[&str], words: &[&str]) -> Command {
    let line: Vec<&str> = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], words]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    let mut command = Command::new(line[0]);
    command.args(&line[1..]);
    command
}

/// Fetches every locked package, those for other systems too: their licences are read by tidy.
fn fetch() -> Result<(), Failure> {
    let advice = "Commit a Cargo.lock that fits the manifests, and let Cargo reach its registry once.";
    step::run(step::cargo(&["fetch", "--locked", "--quiet"]), advice).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_its_stage_and_its_package() {
        let failure = unmet(&[Need::Postgres, Need::Chromium]);
        assert!(failure.what.contains("tests on PostgreSQL") && failure.what.contains("browser journeys"));
        assert!(
            failure.advice.contains("postgresql chromium") && failure.advice.contains("--without postgres")
        );
    }

    #[test]
    fn stages_left_out_need_nothing() {
        let options = Options { postgres: false, browser: false, install: false, help: false };
        assert_eq!(needs(&options, false), [Need::Format, Need::Clippy, Need::Curl]);
        assert_eq!(needs(&Options { postgres: true, ..options }, true).len(), 7);
    }

    #[test]
    fn packages_are_installed_without_questions() {
        let typed = step::typed(&apt(&["sudo", "-n"], &["install", "--yes", "chromium"]));
        assert_eq!(typed, "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install --yes chromium");
    }
}
