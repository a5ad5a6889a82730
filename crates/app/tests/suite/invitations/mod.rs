//! Laws of invitations.

mod alike;
mod answers;
mod asking;
mod links;
mod many;
mod orders;
mod races;
mod sabotage;
mod sending;
mod time;
