//! A person's own pages: name, password, sessions, tokens, and the log of what she did.

mod activity;
mod device;
mod name;
mod password;
mod sessions;
mod show;
mod tokens;

use crate::Routes;
use app::audit::RecordExport;
use app::door::Command as _;
use app::identity::{ChangePassword, CreateToken, EndOtherSessions, EndSession, RenamePerson, RevokeToken};

pub(super) fn routes() -> Routes {
    Routes::pages()
        .show("/profile", show::show)
        .show("/profile/activity", activity::show)
        .send("/profile/audit/export", RecordExport::NAME, activity::record)
        .show("/profile/audit/export", activity::export)
        .show("/profile/audit/openings", activity::openings)
        .show("/profile/audit/key", activity::key)
        .show("/profile/audit/checkpoint", activity::checkpoint)
        .show("/profile/audit/proof/{seq}", activity::proof)
        .show("/profile/audit/consistency", activity::consistency)
        .send("/profile/name", RenamePerson::NAME, name::send)
        .send("/profile/password", ChangePassword::NAME, password::send)
        .send("/profile/sessions/end-others", EndOtherSessions::NAME, sessions::end_others)
        .send("/profile/sessions/{session}/end", EndSession::NAME, sessions::end)
        .send("/profile/tokens", CreateToken::NAME, tokens::create)
        .send("/profile/tokens/{token}/revoke", RevokeToken::NAME, tokens::revoke)
}
