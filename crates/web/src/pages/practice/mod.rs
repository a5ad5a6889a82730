//! The firm: signing one up, branches, settings, team, joining.
//!
//! Owns: [`Scope`] and [`Frame`], which every page of a firm stands in. Promises: a permanent choice is called
//! permanent before it is made; opening a link changes nothing. Never: decides who may.

mod audit_trail;
mod branch;
mod branch_new;
mod first_branch;
mod frame;
mod invite;
mod join;
mod mailbox;
mod member;
mod organisation_new;
mod portal;
mod scope;
mod settings;
mod team;
mod team_invitations;

pub(crate) use frame::{Frame, count, needs};
pub(crate) use mailbox::dead_link;
pub(crate) use scope::Scope;
pub(crate) use team::more;

use crate::Routes;
use app::audit::RecordExport;
use app::door::Command as _;
use app::practice::{
    AddToBranch, AskInviter, CancelTeamInvitation, ChangeBranchEmail, ChangeRole, ConfirmBranch,
    CreateBranch, CreateOrganisation, DeclineTeamInvitation, InviteMember, JoinTeam, RemoveFromBranches,
    RemoveMember, ResendBranchConfirmation, ResendTeamInvitation, SetParentRole, UpdateBranch,
    UpdateOrganisation,
};

pub(super) fn routes() -> Routes {
    Routes::pages().join(trail()).join(beginnings()).join(settings_pages()).join(team_pages()).join(links())
}

fn trail() -> Routes {
    Routes::pages()
        .show("/portal/{scope}/audit-trail", audit_trail::show)
        .show("/portal/{scope}/audit-trail/export", audit_trail::export)
        .send("/portal/{scope}/audit-trail/export", RecordExport::NAME, audit_trail::record)
        .show("/portal/{scope}/audit/openings", audit_trail::openings)
        .show("/portal/{scope}/audit/key", audit_trail::key)
        .show("/portal/{scope}/audit/checkpoint", audit_trail::checkpoint)
        .show("/portal/{scope}/audit/proof/{seq}", audit_trail::proof)
        .show("/portal/{scope}/audit/consistency", audit_trail::consistency)
}

fn beginnings() -> Routes {
    Routes::pages()
        .show("/portal", portal::show)
        .show("/organisations/new", organisation_new::show)
        .send("/organisations/new", CreateOrganisation::NAME, organisation_new::send)
        .show("/organisations/{organisation}/branches/first", first_branch::show)
        .send("/organisations/{organisation}/branches/first", CreateBranch::NAME, first_branch::send)
}

fn settings_pages() -> Routes {
    Routes::pages()
        .show("/portal/{scope}/settings", settings::hub)
        .show("/portal/{scope}/settings/organisation", settings::show)
        .send("/portal/{scope}/settings/organisation", UpdateOrganisation::NAME, settings::send)
        .show("/portal/{scope}/settings/branch", branch::show)
        .send("/portal/{scope}/settings/branch", UpdateBranch::NAME, branch::send)
        .send("/portal/{scope}/settings/branch/email", ChangeBranchEmail::NAME, branch::send_email)
        .send(
            "/portal/{scope}/settings/branch/email/again",
            ResendBranchConfirmation::NAME,
            branch::send_again,
        )
        .show("/portal/{scope}/branches/new", branch_new::show)
        .send("/portal/{scope}/branches/new", CreateBranch::NAME, branch_new::send)
}

fn team_pages() -> Routes {
    Routes::pages()
        .show("/portal/{scope}/team", team::show)
        .show("/portal/{scope}/team/{member}", team::show_member)
        .send("/portal/{scope}/team/{member}/add", AddToBranch::NAME, member::add)
        .send("/portal/{scope}/team/{member}/role", ChangeRole::NAME, member::change_role)
        .send("/portal/{scope}/team/{member}/leave", RemoveFromBranches::NAME, member::leave)
        .send("/portal/{scope}/team/{member}/firm-role", SetParentRole::NAME, member::set_firm_role)
        .send("/portal/{scope}/team/{member}/remove", RemoveMember::NAME, member::remove)
        .show("/portal/{scope}/team-invitations", team_invitations::show)
        .show("/portal/{scope}/team-invitations/new", invite::show)
        .send("/portal/{scope}/team-invitations/new", InviteMember::NAME, invite::send)
        .send(
            "/portal/{scope}/team-invitations/{invitation}/resend",
            ResendTeamInvitation::NAME,
            team_invitations::resend,
        )
        .send(
            "/portal/{scope}/team-invitations/{invitation}/withdraw",
            CancelTeamInvitation::NAME,
            team_invitations::withdraw,
        )
}

/// Links from mails: their paths are the words of their purposes.
fn links() -> Routes {
    Routes::public()
        .show("/branch-address/{secret}", mailbox::show)
        .send("/branch-address/{secret}", ConfirmBranch::NAME, mailbox::send)
        .show("/join/{secret}", join::show)
        .send("/join/{secret}", JoinTeam::NAME, join::send)
        .send("/join/{secret}/ask", AskInviter::NAME, join::ask)
        .send("/join/{secret}/decline", DeclineTeamInvitation::NAME, join::decline)
}
