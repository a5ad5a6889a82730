//! Every act that the code can write has its sentence, and stands in the golden list.

use app::audit::sentences::is_told;
use std::collections::BTreeSet;
use std::path::Path;

/// Whether a literal reads as an act: two words joined by one dot.
fn is_act(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    matches!(text.split('.').collect::<Vec<_>>().as_slice(), [noun, verb] if is_word(noun) && is_word(verb))
}

/// Acts stand as literals in files that draft leaves.
fn acts_in(folder: &Path, found: &mut BTreeSet<String>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            acts_in(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let drafts = text.contains("LeafDraft") && !path.ends_with("audit/append.rs");
        if drafts {
            found.extend(text.split('"').skip(1).step_by(2).filter(|text| is_act(text)).map(str::to_owned));
        }
    }
}

#[test]
fn every_act_has_its_sentence() {
    let mut acts = BTreeSet::new();
    acts_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut acts);
    let untold: Vec<_> = acts.iter().filter(|act| !is_told(act)).collect();
    assert!(untold.is_empty(), "add these to audit/sentences.rs: {untold:?}");
    let list: String = acts.iter().map(|act| format!("{act}\n")).collect();
    testkit::golden(Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/audit_acts.txt"), &list);
}
