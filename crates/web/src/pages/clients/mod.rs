//! Clients of a firm: the dashboard, the list, one client, the way into its books and back, the end.
//!
//! Promises: what a row offers is what its reader may do; disconnecting asks twice. Never: opens books by a
//! link that a GET follows.

mod client;
mod colleagues;
mod dashboard;
mod disconnect;
mod go_to;
mod leave;
mod list;
mod rows;
mod set_up_access;

pub(crate) use rows::{access, branch_email, mark};

use crate::Routes;
use app::clients::DisconnectClient;
use app::clients::assignments::{AssignAccountant, RemoveAccountant, SetUpAccess};
use app::clients::visits::{CloseVisit, OpenBooks};
use app::door::Command as _;

pub(super) fn routes() -> Routes {
    Routes::pages()
        .show("/portal/{scope}", dashboard::show)
        .show("/portal/{scope}/waiting", dashboard::waiting)
        .show("/portal/{scope}/clients", list::show)
        .show("/portal/{scope}/clients/{connection}", client::show)
        .send("/portal/{scope}/clients/{connection}/go-to", OpenBooks::NAME, go_to::send)
        .show("/portal/{scope}/clients/{connection}/set-up-access", set_up_access::show)
        .send("/portal/{scope}/clients/{connection}/set-up-access", SetUpAccess::NAME, set_up_access::send)
        .show("/portal/{scope}/clients/{connection}/accountants/new", colleagues::show)
        .send(
            "/portal/{scope}/clients/{connection}/accountants/new",
            AssignAccountant::NAME,
            colleagues::send,
        )
        .show("/portal/{scope}/clients/{connection}/accountants/{user}/remove", colleagues::ask)
        .send(
            "/portal/{scope}/clients/{connection}/accountants/{user}/remove",
            RemoveAccountant::NAME,
            colleagues::remove,
        )
        .show("/portal/{scope}/clients/{connection}/disconnect", disconnect::ask)
        .show("/portal/{scope}/clients/{connection}/disconnect/reason", disconnect::show)
        .send(
            "/portal/{scope}/clients/{connection}/disconnect/reason",
            DisconnectClient::NAME,
            disconnect::send,
        )
        .send("/books/{books}/leave", CloseVisit::NAME, leave::send)
}
