//! Behaviour of the application, every law on both engines.

#![allow(clippy::unwrap_used)]

mod audit;
mod books;
mod clients;
mod identity;
mod invitations;
mod links;
mod mail;
mod practice;
mod practice_branches;
mod practice_permissions;
mod practice_sabotage;
mod practice_team;
mod realtime;
mod realtime_mine;
mod sabotage;
mod schema;
mod statements;
mod wall;
