//! Writes every sample page with its assets to a folder, to look at:
//!
//! ```text
//! cargo run -p web --example preview -- /tmp/preview && python3 -m http.server -d /tmp/preview
//! ```

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::{error::Error, fs, path::PathBuf};

use web::views::assets;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write to")?);
    for path in assets::paths() {
        let target = folder.join(assets::url(&path).trim_start_matches('/'));
        fs::create_dir_all(target.parent().ok_or("an asset has a folder")?)?;
        fs::write(target, assets::file(&path).ok_or("a listed asset exists")?)?;
    }
    let mut index = String::from("<!doctype html><meta charset=\"utf-8\"><title>Preview</title><ul>");
    for sample in samples::all() {
        fs::write(folder.join(format!("{}.html", sample.name)), &sample.html)?;
        index.push_str(&format!("<li><a href=\"{0}.html\">{0}</a></li>", sample.name));
    }
    fs::write(folder.join("index.html"), index)?;
    Ok(())
}
