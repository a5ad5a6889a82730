//! [`Crawl`]: walks from page to page by their links, one or two of each kind, and looks at each as a careful
//! reader would: with axe in both themes, on a phone, for things that move, with its dialogs open.

use crate::page::Page;
use crate::stage::Person;
use crate::{axe, shots};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const GOLDEN: &str = include_str!("../../../web/goldens/routes.txt");
/// How many pages of one route are looked at: they may differ by their query.
const OF_ONE_ROUTE: usize = 2;
/// What may move while a page loads, as the browser counts it.
const SHIFT: f64 = 0.02;
const LINKS: &str = "[...document.querySelectorAll('a[href], template')].flatMap(one => one.content ? [...one.content.querySelectorAll('a[href]')] : [one]) \
     .filter(one => one.origin === location.origin && !one.hasAttribute('download')).map(one => one.pathname + one.search)";
const DIALOGS: &str = "[...document.querySelectorAll('a[data-dialog]')].map(one => one.pathname)";
const MOVED: &str = "new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries() \
     .forEach(one => { if (!one.hadRecentInput) sum += one.value; })).observe({ type: 'layout-shift', buffered: true }); \
     setTimeout(() => done(sum), 60); })";
const WIDE: &str = "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1) \
     .slice(0, 3).map(one => `${one.tagName}.${one.className}`).join(', ')";

/// Every page that a person reads by GET, out of the route golden.
pub fn readable() -> BTreeSet<String> {
    let lines = GOLDEN.lines().filter(|line| !line.starts_with('#'));
    let words = lines.map(|line| line.split_whitespace().collect::<Vec<_>>());
    let pages = words.filter(|words| matches!(words[..], ["public" | "page", "GET", ..]));
    let program = |path: &&str| path.starts_with("/assets/") || path.starts_with("/api/") || *path == "/live";
    pages.map(|words| words[2]).filter(|path| !program(path)).map(str::to_owned).collect()
}

/// The route that a path belongs to; literal parts win over named ones.
fn route_of(path: &str, routes: &BTreeSet<String>) -> Option<String> {
    let parts: Vec<&str> = path.split('?').next().unwrap_or(path).split('/').collect();
    let fits = |route: &&String| {
        let wanted: Vec<&str> = route.split('/').collect();
        wanted.len() == parts.len()
            && wanted.iter().zip(&parts).all(|(wanted, part)| wanted.starts_with('{') || wanted == part)
    };
    let literal = |route: &&String| route.split('/').filter(|part| !part.starts_with('{')).count();
    routes.iter().filter(fits).max_by_key(literal).cloned()
}

/// A path as its own route, without the ids in it.
fn unlisted(path: &str) -> String {
    let parts = path.split('?').next().unwrap_or(path).split('/');
    parts.map(|part| if part.contains('_') { "{id}" } else { part }).collect::<Vec<_>>().join("/")
}

/// One walk.
pub struct Crawl<'a> {
    page: &'a Page,
    state: &'static str,
    routes: BTreeSet<String>,
    seen: BTreeMap<String, BTreeSet<String>>,
    dialogs: BTreeSet<String>,
    complaints: Vec<String>,
}

impl<'a> Crawl<'a> {
    /// A walk in a tab; `state` names it in pictures and complaints.
    pub fn new(page: &'a Page, state: &'static str) -> Crawl<'a> {
        let (seen, dialogs, complaints) = Default::default();
        Crawl { page, state, routes: readable(), seen, dialogs, complaints }
    }

    /// Walks from these addresses within those that begin with `within`. Answers the routes that it saw.
    pub async fn walk(mut self, from: &[&str], within: &str) -> BTreeSet<String> {
        let mut queue: VecDeque<String> = from.iter().map(|&path| path.to_owned()).collect();
        while let Some(path) = queue.pop_front() {
            // A link to nowhere is followed too, and complained about.
            let route = route_of(&path, &self.routes).unwrap_or_else(|| unlisted(&path));
            let seen = self.seen.entry(route.clone()).or_default();
            if seen.len() >= OF_ONE_ROUTE || !seen.insert(path.clone()) {
                continue;
            }
            self.page.open(&path).await;
            self.look(&route, &path).await;
            let links: Vec<String> = self.page.js(LINKS).await;
            queue.extend(links.into_iter().filter(|link| link.starts_with(within)));
        }
        assert!(self.complaints.is_empty(), "{}", self.complaints.join("\n"));
        self.seen.into_keys().collect()
    }

    /// Everything about one page.
    async fn look(&mut self, route: &str, path: &str) {
        let page = self.page;
        let name = format!("{} {path}", self.state);
        let status: u16 = page.js("performance.getEntriesByType('navigation')[0].responseStatus").await;
        if status >= 400 {
            self.complaints.push(format!("{name}: a link leads to {status}"));
        }
        let moved: f64 = page.js(MOVED).await;
        if moved >= SHIFT {
            self.complaints.push(format!("{name}: it moves by {moved} while it loads"));
        }
        self.complaints.extend(axe::complaints(page, &name).await);
        self.narrow(&name).await;
        let seen = self.seen.get(route).map_or(0, BTreeSet::len);
        shots::shot(page, &format!("{}{}.{seen}", self.state, route.replace(['/', '{', '}'], "-"))).await;
        let dialogs: Vec<String> = page.js(DIALOGS).await;
        for dialog in dialogs {
            let route = route_of(&dialog, &self.routes).unwrap_or_else(|| unlisted(&dialog));
            if self.dialogs.insert(route) {
                self.open(&dialog, &name).await;
            }
        }
    }

    /// On a phone nothing makes the page scroll sideways.
    async fn narrow(&mut self, name: &str) {
        shots::on_phone(self.page).await;
        let wide: bool =
            self.page.js("document.documentElement.scrollWidth > innerWidth || innerWidth > 390").await;
        if wide {
            let what: String = self.page.js(WIDE).await;
            self.complaints.push(format!("{name}: on a phone it scrolls sideways: {what}"));
        }
        shots::on_desk(self.page).await;
    }

    /// A dialog, as its link opens it.
    async fn open(&mut self, dialog: &str, on: &str) {
        let page = self.page;
        let click = format!(
            "[...document.querySelectorAll('a[data-dialog]')].find(one => one.pathname === {dialog:?}).click(), true"
        );
        page.js::<bool>(&click).await;
        page.until("document.querySelector('dialog[open] :is(h1, h2)') !== null", "the dialog does not open")
            .await;
        let name = format!("{on} with {dialog}");
        self.complaints.extend(axe::complaints(page, &name).await);
        self.narrow(&name).await;
        page.keys("Escape").await;
        page.until("document.querySelector('dialog[open]') === null", "Escape does not close the dialog")
            .await;
    }
}

/// Opens a new tab for a person and walks there.
pub async fn walk(person: &Person, state: &'static str, from: &[&str], within: &str) -> BTreeSet<String> {
    let page = person.tab("/signed-out").await;
    let seen = Crawl::new(&page, state).walk(from, within).await;
    page.close().await;
    seen
}
