//! Laws of invitations.

mod alike;
mod answers;
mod asking;
mod links;
mod races;
mod sabotage;
mod sending;
mod time;
