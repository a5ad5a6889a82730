//! People: sign-up, confirmed addresses, sign-in, sessions, tokens, passwords.
//!
//! Owns: the tables `person`, `address`, `session`, `api_token`, and links of the purposes
//! `confirm` and `reset`. Promises: a person is her verified mailbox; a token or a secret is kept
//! only as its hash; known and unknown addresses read the same from outside.
//! Never: knows firms or books.

mod authenticate;
mod confirm_email;
mod events;
mod password;
mod register;
mod start_session;
mod store;

pub use authenticate::{Authenticate, Credential, SIGNED_IN_HOURS};
pub use confirm_email::{ConfirmEmail, ConfirmingPerson, PersonConfirmed, PersonToConfirm};
pub use password::{Password, Passwords};
pub use register::Register;
pub use start_session::{PasswordOf, SessionStarted, SignInFacts, StartSession};
