//! Only the command line and tools print; everything else traces.

use super::Problem;
use super::scan::has_word;
use super::tree::{File, Tree};

const PRINTS: &[&str] = &["println!", "eprintln!", "print!", "eprint!"];

/// Who talks to a terminal.
const LISTED: &[&str] = &["crates/server/", "crates/testkit/", "crates/bench/", "xtask/"];

/// Complains about printing in library code.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, scan) in tree.rust().filter(|(file, _)| !may_print(file)) {
        for (line, code) in scan.lines() {
            if let Some(found) = PRINTS.iter().find(|name| has_word(code, name)) {
                let what = format!("`{found}` in a library: use `tracing`, or return what is to be said");
                problems.push(Problem::new(&file.path, line, what));
            }
        }
    }
    problems
}

/// A build script prints because that is how it talks to Cargo.
fn may_print(file: &File) -> bool {
    file.is_in(LISTED) || file.is_test() || file.path.ends_with("/build.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_in_a_library_is_found() {
        let tree = Tree::planted(&[(
            "crates/app/src/a.rs",
            "fn a() {\n    println!(\"x\");\n    eprint!(\"y\");\n}",
        )]);
        let lines: Vec<usize> = check(&tree).iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn the_command_line_build_scripts_and_comments_pass() {
        for (path, code) in [
            ("crates/server/src/main.rs", "println!(\"x\")"),
            ("crates/web/build.rs", "println!(\"cargo::rerun-if-changed=a\")"),
            ("crates/app/src/a.rs", "// println!(x)"),
        ] {
            assert_eq!(check(&Tree::planted(&[(path, code)])), [], "{path}");
        }
    }
}
