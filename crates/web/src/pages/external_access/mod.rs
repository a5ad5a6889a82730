//! External Access: a company lets an accountant in, reads what she did, and ends it.
//!
//! Promises: letting somebody in asks for the password again; ending does not. Never: confirms whose an
//! address is.

mod end;
mod invite;
mod show;
mod withdraw;

pub(crate) use show::told;

use crate::Routes;
use app::clients::EndConnection;
use app::door::Command as _;
use app::invitations::{SendInvitation, WithdrawInvitation};

pub(super) fn routes() -> Routes {
    let base = "/books/{books}/external-access";
    Routes::pages()
        .show(base, show::show)
        .show(&format!("{base}/invite"), invite::show)
        .send(&format!("{base}/invite"), SendInvitation::NAME, invite::send)
        .show(&format!("{base}/requests/{{invitation}}/withdraw"), withdraw::show)
        .send(&format!("{base}/requests/{{invitation}}/withdraw"), WithdrawInvitation::NAME, withdraw::send)
        .show(&format!("{base}/{{connection}}/end"), end::show)
        .send(&format!("{base}/{{connection}}/end"), EndConnection::NAME, end::send)
}
