//! The firm: organisation, branches, members, team invitations.
//!
//! Owns: the tables `organisation`, `branch`, `branch_address`, `member`, `branch_member`,
//! `team_invitation`, and a person's row in `membership` for a firm.
//! Promises: one role per person and branch; nobody gives or touches a role above her own; a branch's
//! address works only after its mailbox answered, and is one branch's on the whole server; a firm
//! never loses its last Super Admin. Never: holds clients; those are `clients`.

mod ask_inviter;
mod cancel_team_invitation;
mod change_branch_email;
mod change_role;
mod confirm_branch;
mod create_branch;
mod create_organisation;
mod events;
mod invite_member;
mod join_team;
mod list;
mod list_invitations;
mod list_team;
mod remove_member;
mod resend_team_invitation;
mod roles;
mod set_parent_role;
mod shell_facts;
mod store;
mod team_events;
mod update_branch;
mod update_organisation;

pub use ask_inviter::AskInviter;
pub use cancel_team_invitation::CancelTeamInvitation;
pub use change_branch_email::{ChangeBranchEmail, ResendBranchConfirmation};
pub use change_role::{AddToBranch, ChangeRole};
pub use confirm_branch::{BranchConfirmed, BranchToConfirm, ConfirmBranch, ConfirmingBranch};
pub use create_branch::{BranchCreated, CreateBranch};
pub use create_organisation::{CreateOrganisation, OrganisationCreated};
pub use invite_member::{InviteMember, MemberInvited};
pub use join_team::{
    DeclineTeamInvitation, InvitationToTeam, JoinTeam, Reader, TeamInvitationByLink, TeamJoined,
};
pub use list::{
    BranchAddress, BranchDetails, BranchRow, BranchSettings, Branches, OrganisationDetails,
    OrganisationSettings, WaitingAddress,
};
pub use list_invitations::{
    InvitationState, InvitationView, TeamInvitationRow, TeamInvitations, TeamInvitationsPage,
};
pub use list_team::{MemberDetails, MemberPanel, RoleIn, RoleInPanel, Team, TeamMember, TeamPage};
pub use remove_member::{RemoveFromBranches, RemoveMember};
pub use resend_team_invitation::ResendTeamInvitation;
pub use roles::strongest_to_give;
pub use set_parent_role::SetParentRole;
pub use shell_facts::{FrameBranch, PortalFrame, PortalShellFacts};
pub use update_branch::UpdateBranch;
pub use update_organisation::UpdateOrganisation;
