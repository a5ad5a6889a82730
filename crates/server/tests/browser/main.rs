//! Journeys of real people through the real program, in a real browser.
//!
//! Owns what a person does and sees from sign-up to disconnection. Promises that no script broke, no policy was
//! hurt and no answer was the server's fault on the way. Never looks into the database.

mod acts;
mod axe;
mod chromium;
mod crawl;
mod house;
mod journeys;
mod keys;
mod mailbox;
mod page;
mod shots;
mod stage;
mod trouble;
