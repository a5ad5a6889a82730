//! Laws of clients.

mod access;
mod ending;
mod lists;
mod sabotage;
mod visits;
