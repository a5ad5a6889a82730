//! The web house, asked over HTTP without a network: what every page and every API call can rely on.

// Read by the tests beside them, not from a document.
#![allow(missing_docs)]

mod accountants;
mod asking;
mod books;
mod browser;
mod clients;
mod doors;
mod full_disk;
mod goldens;
mod logs;
mod people;
mod practice;
mod programs;
mod trouble;
