//! Laws of invitations.

mod answers;
mod links;
mod many;
mod orders;
mod races;
mod sabotage;
mod sending;
mod time;
