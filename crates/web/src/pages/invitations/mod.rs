//! Requests of clients: the inbox, the answer, the link that a person gets.
//!
//! Promises: opening never answers; a rejection offers its way back for thirty seconds. Never: chooses a
//! reason for anybody.

mod accept;
mod inbox;
mod link;
mod reject;

use crate::Routes;
use crate::pages::practice::Scope;
use app::door::Command as _;
use app::invitations::{AcceptInvitation, AskSender, RejectInvitation, UndoRejection};
use kernel::InvitationId;

pub(super) fn routes() -> Routes {
    let links = Routes::public().show("/invitation/{secret}", link::show).send(
        "/invitation/{secret}/ask",
        AskSender::NAME,
        link::ask,
    );
    Routes::pages()
        .show("/portal/{scope}/client-invitations", inbox::show)
        .show("/portal/{scope}/client-invitations/badge", inbox::badge)
        .show("/portal/{scope}/client-invitations/{invitation}", inbox::review)
        .show("/portal/{scope}/client-invitations/{invitation}/accept", accept::show)
        .send("/portal/{scope}/client-invitations/{invitation}/accept", AcceptInvitation::NAME, accept::send)
        .show("/portal/{scope}/client-invitations/{invitation}/reject", reject::show)
        .send("/portal/{scope}/client-invitations/{invitation}/reject", RejectInvitation::NAME, reject::send)
        .send("/portal/{scope}/client-invitations/{invitation}/undo", UndoRejection::NAME, reject::undo)
        .join(links)
}

/// The address of an invitation's page.
pub(crate) fn url(scope: Scope, invitation: InvitationId) -> String {
    format!("{}/client-invitations/{invitation}", scope.base())
}

/// How long somebody has waited: "41 hours".
pub(crate) fn waited(seconds: i64) -> String {
    let (figure, unit) = match seconds {
        ..60 => return "less than a minute".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..259_200 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{figure} {unit}{}", if figure == 1 { "" } else { "s" })
}

/// The advice is to answer within 48 hours; nothing expires by it.
const ADVISED_SECONDS: i64 = 48 * 3_600;

/// Whether somebody has waited longer than advised.
fn is_long(seconds: i64) -> bool {
    seconds > ADVISED_SECONDS
}
