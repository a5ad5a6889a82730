//! Accessibility by axe-core, in both themes, with nothing on the way between them.

use crate::page::{Page, quoted};
use chromiumoxide::cdp::browser_protocol::emulation::{MediaFeature, SetEmulatedMediaParams};
use serde::Deserialize;

/// The rules: WCAG 2.0 to 2.2, A and AA, and what axe calls best practice.
const RUN: &str = "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', \
     'wcag21aa', 'wcag22aa', 'best-practice'] }).then(result => result.violations.map(one => ({ id: one.id, \
     help: one.help, nodes: one.nodes.map(node => node.html + ' :: ' + node.failureSummary) })))";

/// A broken rule.
#[derive(Debug, Deserialize)]
pub struct Violation {
    id: String,
    help: String,
    nodes: Vec<String>,
}

/// How the page is shown.
#[derive(Debug, Clone, Copy)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// As a stylesheet and a file name write it.
    pub fn word(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// Shows the page in a theme, without transitions.
pub async fn show(page: &Page, theme: Theme) {
    page.to_front().await;
    let features = vec![
        MediaFeature::new("prefers-color-scheme", theme.word()),
        MediaFeature::new("prefers-reduced-motion", "reduce"),
    ];
    page.tell(SetEmulatedMediaParams::builder().features(features).build()).await;
    let settled = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => \
         Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => done(true)))))";
    page.try_js::<bool>(settled).await;
}

/// What axe complains about, in words, in both themes. Empty is good.
pub async fn complaints(page: &Page, name: &str) -> Vec<String> {
    let path =
        std::env::var("COUNTINGHOUSE_AXE").expect("COUNTINGHOUSE_AXE names no axe-core: see TESTING.md");
    let source = std::fs::read_to_string(path).expect("axe-core is there");
    page.js::<bool>(&format!("typeof axe === 'object' || ({{}}, eval)({}) || true", quoted(&source))).await;
    let mut told = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        show(page, theme).await;
        for violation in page.js::<Vec<Violation>>(RUN).await {
            let Violation { id, help, nodes } = violation;
            told.push(format!("{name} ({}): {id}: {help}\n    {}", theme.word(), nodes.join("\n    ")));
        }
    }
    show(page, Theme::Light).await;
    told
}

/// No complaints.
pub async fn check(page: &Page, name: &str) {
    let told = complaints(page, name).await;
    assert!(told.is_empty(), "{}", told.join("\n"));
}
