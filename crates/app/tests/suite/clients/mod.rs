//! Laws of clients.

mod access;
mod counts;
mod ending;
mod lists;
mod sabotage;
mod visits;
