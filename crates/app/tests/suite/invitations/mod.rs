//! Laws of invitations.

mod answers;
mod links;
mod races;
mod sabotage;
mod sending;
mod time;
