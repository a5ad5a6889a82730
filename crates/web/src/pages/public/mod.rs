//! Signing up, in and out; links from mails; what is there to open.

mod sign_in;

use crate::Routes;
use app::door::Command as _;
use app::identity::StartSession;

pub(super) fn routes() -> Routes {
    Routes::public().show("/sign-in", sign_in::show).send("/sign-in", StartSession::NAME, sign_in::send)
}
