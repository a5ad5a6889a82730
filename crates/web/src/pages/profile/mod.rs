//! A person's own page: name, password, sessions, tokens.

mod device;
mod name;
mod password;
mod sessions;
mod show;
mod tokens;

use crate::Routes;
use app::door::Command as _;
use app::identity::{ChangePassword, CreateToken, EndOtherSessions, EndSession, RenamePerson, RevokeToken};

pub(super) fn routes() -> Routes {
    Routes::pages()
        .show("/profile", show::show)
        .send("/profile/name", RenamePerson::NAME, name::send)
        .send("/profile/password", ChangePassword::NAME, password::send)
        .send("/profile/sessions/end-others", EndOtherSessions::NAME, sessions::end_others)
        .send("/profile/sessions/{session}/end", EndSession::NAME, sessions::end)
        .send("/profile/tokens", CreateToken::NAME, tokens::create)
        .send("/profile/tokens/{token}/revoke", RevokeToken::NAME, tokens::revoke)
}
