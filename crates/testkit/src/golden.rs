//! Goldens: what the code says about itself, kept as text beside it and compared on every run.

use std::path::Path;

/// Compares `text` with the golden file; with `UPDATE_GOLDEN=1` in the environment it is written
/// instead, and the reviewer reads the difference.
pub fn golden(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    if std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().expect("a golden lies in a folder"))
            .expect("the folder is made");
        std::fs::write(path, text).expect("the golden is written");
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == text,
        "{} differs from what the code says; run again with UPDATE_GOLDEN=1 and read the difference.\n{}",
        path.display(),
        first_difference(&kept, text)
    );
}

fn first_difference(kept: &str, text: &str) -> String {
    let mut lines = kept.lines().zip(text.lines()).enumerate();
    match lines.find(|(_, (kept, said))| kept != said) {
        Some((at, (kept, said))) => format!("line {}\n- {kept}\n+ {said}", at + 1),
        None => format!("{} lines kept, {} said", kept.lines().count(), text.lines().count()),
    }
}
