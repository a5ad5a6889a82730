//! Every page is rendered with sample words and read the way a strict browser would.

#[path = "samples/reader.rs"]
mod reader;
#[path = "samples/mod.rs"]
mod samples;

#[test]
fn every_page_is_sound() {
    let mut faults = Vec::new();
    for sample in samples::all() {
        for fault in reader::faults(&sample.html, sample.name.starts_with("fragment-")) {
            faults.push(format!("{}: {fault}", sample.name));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_asset_that_a_page_names_exists() {
    let base = web::views::assets::base();
    for sample in samples::all() {
        for rest in sample.html.split(base).skip(1) {
            let path = rest.trim_start_matches('/').split(['"', '#']).next().unwrap_or_default();
            assert!(web::views::assets::file(path).is_some(), "{}: no asset {path}", sample.name);
        }
    }
}

#[test]
fn every_icon_that_a_page_names_is_in_the_sprite() {
    let sprite = web::views::assets::file("icons.svg").expect("the sprite is an asset");
    let sprite = String::from_utf8_lossy(&sprite).into_owned();
    for sample in samples::all() {
        for rest in sample.html.split("icons.svg#").skip(1) {
            let name = rest.split('"').next().unwrap_or_default();
            assert!(sprite.contains(&format!("id=\"{name}\"")), "{}: no icon {name}", sample.name);
        }
    }
}

#[test]
fn the_reader_finds_what_is_wrong() {
    let found = |html: &str| reader::faults(html, true).join(" ");
    assert!(found("<p><b>x</p>").contains("not closed"));
    assert!(found("<p id=\"a\"></p><p id=\"a\"></p>").contains("twice"));
    assert!(found("<p style=\"x\"></p>").contains("style"));
    assert!(found("<p onclick=\"x\"></p>").contains("onclick"));
    assert!(found("<label for=\"x\">y</label>").contains("points nowhere"));
    assert!(found("<form method=\"post\"></form>").contains("idempotency"));
    assert!(found("<p>{{ x }}</p>").contains("template"));
    assert_eq!(found("<p id=\"a\">x <br> &amp; y</p>"), "");
}
