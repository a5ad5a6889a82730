//! No committed text names a machine it was made on or a registry it was fetched from.

use super::Problem;
use super::tree::Tree;

/// Paths and hosts, in pieces so that this file does not contain them.
const PLACES: &[&str] = &[
    concat!("/work", "/main"),
    concat!("/work", "/shared"),
    concat!("../shared", "/"),
    concat!("/root", "/wt"),
    concat!("static", ".crates"),
    concat!("index", ".crates"),
    concat!("registry", ".npmjs"),
    concat!("pypi", ".org"),
    concat!("deb", ".debian"),
];

/// Complains about places in committed text.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in &tree.files {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(place) = PLACES.iter().find(|place| line.contains(*place)) {
                let what = format!("`{place}` names a place outside this repository: say it without");
                problems.push(Problem::new(&file.path, index + 1, what));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_in_any_text_file() {
        for place in PLACES {
            for path in ["README.md", "Cargo.lock", "a/b.rs", ".ci/run"] {
                let text = format!("first\nsee {place}/x\n");
                let problems = check(&Tree::planted(&[(path, &text)]));
                assert_eq!(problems.first().map(|problem| problem.line), Some(2), "{path} {place}");
            }
        }
    }

    #[test]
    fn ordinary_paths_and_links_pass() {
        let text = "crates/app/src, https://www.rfc-editor.org/rfc/rfc6962, /portal/work/list";
        assert_eq!(check(&Tree::planted(&[("README.md", text)])), []);
    }
}
