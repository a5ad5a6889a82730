//! Which test targets the workspace has.

use crate::failure::Failure;
use crate::step;
use serde_json::Value;
use std::collections::BTreeSet;

/// The package and the test target that hold the browser journeys.
pub const BROWSER: (&str, &str) = ("countinghouse", "browser");

/// Integration test targets by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// All but the browser journeys.
    pub general: BTreeSet<String>,
    /// Whether the browser journeys exist.
    pub has_browser: bool,
}

impl Targets {
    /// Asks Cargo.
    pub fn read() -> Result<Targets, Failure> {
        let text =
            step::quietly(&mut step::cargo(&["metadata", "--format-version", "1", "--no-deps", "--quiet"]))?;
        Targets::from_metadata(&text)
    }

    fn from_metadata(text: &str) -> Result<Targets, Failure> {
        let metadata: Value =
            serde_json::from_str(text).map_err(|error| Failure::io("cargo metadata", error))?;
        let mut targets = Targets::default();
        for package in metadata["packages"].as_array().into_iter().flatten() {
            for target in package["targets"].as_array().into_iter().flatten() {
                let is_test =
                    target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"));
                let (package, name) = (package["name"].as_str(), target["name"].as_str());
                match (is_test, package.zip(name)) {
                    (true, Some(found)) if found == BROWSER => targets.has_browser = true,
                    (true, Some((_, name))) => {
                        targets.general.insert(name.to_owned());
                    }
                    _ => {}
                }
            }
        }
        Ok(targets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_journeys_are_told_from_the_rest() {
        let text = r#"{"packages":[{"name":"countinghouse","targets":[
            {"kind":["bin"],"name":"countinghouse"},{"kind":["test"],"name":"browser"},
            {"kind":["test"],"name":"journeys"}]}]}"#;
        let targets = Targets::from_metadata(text).unwrap();
        assert!(targets.has_browser);
        assert_eq!(targets.general, BTreeSet::from(["journeys".to_owned()]));
    }

    #[test]
    fn this_workspace_is_read() {
        assert!(Targets::read().is_ok());
    }
}
