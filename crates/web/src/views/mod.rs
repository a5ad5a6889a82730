//! The look: one struct per page, with the words that stand on it.
//!
//! Owns: templates, the frames around them, the assets. Promises: a page is a plain value; what it shows is
//! what its fields say, in the reader's language and format, and it needs neither database nor clock. Every
//! page works without JavaScript, and nothing in it breaks a content security policy of `'self'`. Never:
//! decides who may see or do something, computes a figure, or reads a request.
//!
//! A dialog is a page whose form stands in `{% block dialog %}`: `as_dialog()` renders that form alone, for
//! a script that asked with `X-Fragment: dialog`.

pub mod assets;
pub mod audit;
pub mod books;
pub mod clients;
pub mod dashboard;
pub mod dev;
pub mod failure;
mod filters;
pub mod house;
pub mod identity;
pub mod invitations;
pub mod parts;
pub mod practice;
pub mod profile;
pub mod shell;
pub mod start;
pub mod team;
