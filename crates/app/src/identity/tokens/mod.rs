//! Tokens: what a person's programs sign in with.
//!
//! Owns: the table `api_token`, how a token is written. Promises: a token is kept only as its hash, lives
//! at most a year, dies with a reset of the password, and never makes another token.
//! Never: gives a program more than its person has.

mod create;
mod issue;
mod list;
mod revoke;
mod store;
mod text;
mod touch;

pub use create::{CreateToken, LONGEST_DAYS, NewToken, TokenCreated};
pub use issue::IssueToken;
pub use list::{LiveToken, MyTokens};
pub use revoke::RevokeToken;
pub(super) use store::token;
pub use text::{parse_token, token_text};
pub use touch::TouchToken;
