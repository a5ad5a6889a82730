//! The journeys, by what they are about.

mod books;
mod disconnecting;
mod door;
mod firm_pages;
mod inviting;
mod keyboard;
mod pages;
mod rejecting;
mod starting;
mod tabs;
mod trouble;

/// A hint must be on every screen within this, counted from the press that caused it.
const LIVE_MS: i64 = 1_000;

/// Asserts that something was seen soon enough, and tells how soon.
fn soon(what: &str, since: i64, seen: i64) {
    let after = seen - since;
    eprintln!("latency: {what}: {after} ms");
    assert!((0..LIVE_MS).contains(&after), "{what} took {after} ms");
}
