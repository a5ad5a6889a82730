//! Lists that may only change knowingly. `COUNTINGHOUSE_BLESS=1` writes them anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use web::{Kind, routes};

pub fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens").join(name);
    if std::env::var_os("COUNTINGHOUSE_BLESS").is_some() {
        std::fs::write(&path, text).expect("the golden can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} has changed; when that is meant, run with COUNTINGHOUSE_BLESS=1\n{text}");
}

#[test]
fn every_route_is_known() {
    let lines: Vec<String> = routes()
        .iter()
        .map(|route| {
            let kind = format!("{:?}", route.kind).to_lowercase();
            let command = route.command.as_deref().unwrap_or("-");
            format!("{kind:6} {:6} {:60} {command:28} {}\n", route.method, route.path, route.name)
        })
        .collect();
    check("routes.txt", &lines.concat());
}

/// Commands that only a browser has, and why.
const BROWSER_ONLY: &[(&str, &str)] = &[
    ("change_password", "a stolen token must not lock its person out"),
    ("create_token", "a program gets its first token by issue_token, and no token makes another"),
    ("prove_identity", "a token is no proof of presence"),
    ("sign_out", "a program has no session; it revokes its token"),
    ("start_session", "a program has a token instead of a session"),
];

#[test]
fn every_command_of_a_page_has_its_twin_in_the_api() {
    let all = routes();
    let of = |api: bool| -> BTreeSet<&str> {
        let side = all.iter().filter(|route| route.path.starts_with("/api/") == api);
        side.filter_map(|route| route.command.as_deref()).collect()
    };
    let (pages, programs) = (of(false), of(true));
    let mut text = String::new();
    for command in pages.union(&programs) {
        let excuse = BROWSER_ONLY.iter().find(|(name, _)| name == command).map(|(_, why)| *why);
        let side = match (pages.contains(command), programs.contains(command)) {
            (true, true) => "both".to_owned(),
            (true, false) => format!("page: {}", excuse.unwrap_or("MISSING IN THE API")),
            (false, _) => "api".to_owned(),
        };
        text.push_str(&format!("{command:32} {side}\n"));
    }
    check("twins.txt", &text);
    assert!(!text.contains("MISSING"), "{text}");
}

#[test]
fn what_changes_something_is_never_a_get() {
    for route in routes() {
        assert_eq!(route.command.is_some(), route.method != "GET", "{route:?}");
        assert!(route.kind != Kind::Api || route.path.starts_with("/api/v1/"), "{route:?}");
    }
}

/// The string literals that follow `call` in a source text, the nth of each call's arguments.
fn literals(text: &str, call: &str, nth: usize) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(call) {
        let arguments = &text[at + call.len()..];
        let close = arguments.find(");").unwrap_or(arguments.len()).min(400);
        let mut end = close;
        while !arguments.is_char_boundary(end) {
            end -= 1;
        }
        if let Some(literal) = arguments[..end].split('"').skip(1).step_by(2).nth(nth) {
            found.push(literal.to_owned());
        }
    }
    found
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// Two shapes of one name become one in the description, without a word: the last one wins.
#[test]
fn every_shape_of_the_api_has_a_name_of_its_own() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut names = BTreeSet::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a source");
        for part in text.split("ToSchema)]").skip(1) {
            let declared = part.lines().find_map(|line| {
                let line = line.trim_start_matches("pub ").trim_start_matches("pub(super) ");
                let line = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum "))?;
                line.split(|letter: char| !letter.is_alphanumeric()).next()
            });
            let name = declared.expect("a shape after its derive").to_owned();
            assert!(names.insert(name.clone()), "{name} is declared twice, again in {}", path.display());
        }
    }
    assert!(names.len() > 50, "only {} shapes were found", names.len());
}

#[test]
fn every_error_code_is_known() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of crates").to_owned();
    let mut files = Vec::new();
    for name in ["app/src", "web/src", "kernel/src", "ledger/src"] {
        sources(&crates.join(name), &mut files);
    }
    let mut codes: BTreeSet<String> = BTreeSet::new();
    let code = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
    };
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source text");
        for call in ["Refusal::rule(", "Refusal::conflict(", "refuse("] {
            codes.extend(literals(&text, call, 0).into_iter().filter(|word| code(word)));
        }
        codes.extend(literals(&text, "Refusal::field(", 1).into_iter().filter(|word| code(word)));
    }
    codes.extend(web::refuse::Turned::ALL.map(|turned| turned.code().to_owned()));
    for fixed in ["not_found", "signed_out", "forbidden", "reauthenticate", "no_visit", "invalid"] {
        codes.insert(fixed.to_owned());
    }
    for fixed in ["too_many_requests", "busy", "read_only", "unavailable", "internal"] {
        codes.insert(fixed.to_owned());
    }
    let text: String = codes.into_iter().map(|code| code + "\n").collect();
    check("error_codes.txt", &text);
}
