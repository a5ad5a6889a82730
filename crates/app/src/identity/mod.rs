//! People: sign-up, confirmed addresses, sign-in, sessions, tokens, passwords.
//!
//! Owns: the tables `person`, `address`, `session`, links of the purposes `confirm` and
//! `reset`, and the copies of a person's name in `member` and `books_member`.
//! Promises: a person is her verified mailbox; a token or a secret is kept only as its hash; known and
//! unknown addresses read the same from outside; whoever was signed out changes nothing any more.
//! Never: knows what firms or books do.

mod authenticate;
mod change_password;
mod confirm_email;
mod end_session;
mod events;
mod my_places;
mod own;
mod password;
mod prove;
mod register;
mod rename;
mod request_reset;
mod resend_confirmation;
mod reset_password;
mod sessions;
mod start_session;
mod store;
mod tokens;
mod touch_session;

pub use crate::access::SIGNED_IN_HOURS;
pub use authenticate::{Authenticate, Credential};
pub use change_password::{ChangePassword, MyPassword};
pub use confirm_email::{ConfirmEmail, ConfirmingPerson, PersonConfirmed, PersonToConfirm};
pub use end_session::{EndOtherSessions, EndSession, SessionsEnded, SignOut};
pub use my_places::{MyPlaces, Place};
pub use own::{Own, OwnSession};
pub use password::{Password, Passwords};
pub use prove::ProveIdentity;
pub use register::Register;
pub use rename::RenamePerson;
pub use request_reset::RequestReset;
pub use resend_confirmation::ResendConfirmation;
pub use reset_password::{PasswordReset, ResetLink, ResetLinkFound, ResetPassword};
pub use sessions::{LiveSession, MySessions};
pub use start_session::{PasswordOf, SessionStarted, SignInFacts, StartSession};
pub use tokens::{
    CreateToken, IssueToken, LONGEST_DAYS, LiveToken, MyTokens, NewToken, RevokeToken, TokenCreated,
    TouchToken, parse_token, token_text,
};
pub use touch_session::TouchSession;
