//! Signing up, in and out; links from mails; what is there to open.

mod confirm;
mod forgot;
mod link;
mod password;
mod prove;
mod register;
mod reset;
mod sign_in;
mod sign_out;
mod start;

pub(crate) use password::{check, check_mine};
pub(super) use prove::renew;
pub(crate) use register::parse as parse_registration;
pub(super) use sign_in::session_cookie;

use crate::Routes;
use app::door::Command as _;
use app::identity::{
    ConfirmEmail, ProveIdentity, Register, RequestReset, ResendConfirmation, ResetPassword, SignOut,
    StartSession,
};

pub(super) fn routes() -> Routes {
    let open = Routes::public()
        .show("/", start::root)
        .show("/begin", start::begin)
        .show("/sign-in", sign_in::show)
        .send("/sign-in", StartSession::NAME, sign_in::send)
        .show("/signed-out", sign_out::show)
        .show("/register", register::show)
        .send("/register", Register::NAME, register::send)
        .send("/register/again", ResendConfirmation::NAME, register::again)
        .show("/confirm/{secret}", confirm::show)
        .send("/confirm/{secret}", ConfirmEmail::NAME, confirm::send)
        .show("/forgot", forgot::show)
        .send("/forgot", RequestReset::NAME, forgot::send)
        .show("/reset/{secret}", reset::show)
        .send("/reset/{secret}", ResetPassword::NAME, reset::send);
    let mine = Routes::pages()
        .send("/sign-out", SignOut::NAME, sign_out::send)
        .show("/prove", prove::show)
        .send("/prove", ProveIdentity::NAME, prove::send)
        .show("/start", start::show);
    open.join(mine)
}
