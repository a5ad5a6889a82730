//! What happens in a firm's team.

use crate::access::{BranchRole, ParentRole};
use crate::audit::LeafDraft;
use crate::door::DomainEvent;
use crate::keys::Purpose;
use crate::mail::{LetterDraft, LinkTo};
use crate::realtime::{Hint, Topic};
use kernel::{BranchId, OrganisationId, TeamInvitationId, UserId};

/// Branches by id and name, as letters name them and leaves number them.
#[derive(Debug, Clone, Default)]
pub struct NamedBranches(pub Vec<(BranchId, String)>);

impl NamedBranches {
    fn ids(&self) -> serde_json::Value {
        self.0.iter().map(|(branch, _)| branch.to_string()).collect::<Vec<_>>().into()
    }
    fn with_role(&self, role: BranchRole) -> Vec<(String, String)> {
        self.0.iter().map(|(_, name)| (name.clone(), role.label().to_owned())).collect()
    }
}

/// An invitation that goes out, for the first time or again.
pub struct Invited<'e> {
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub invitation: TeamInvitationId,
    pub generation: i64,
    pub email: &'e str,
    pub name: &'e str,
    pub inviter: &'e str,
    pub role: BranchRole,
    pub branches: NamedBranches,
}

/// Somebody who joined.
pub struct Joined<'e> {
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub invitation: TeamInvitationId,
    pub user: UserId,
    pub name: &'e str,
    pub email: &'e str,
    pub role: BranchRole,
    pub branches: NamedBranches,
    /// Where the inviter reads mail, while she belongs to the firm.
    pub inviter_email: Option<String>,
}

/// Whoever holds an invitation's link asks for another.
pub struct AskedAgain<'e> {
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub invitation: TeamInvitationId,
    /// The invited address.
    pub email: &'e str,
    /// The address that would be invited instead.
    pub instead: Option<&'e str>,
    /// Where the inviter reads mail, while she belongs to the firm.
    pub inviter_email: Option<String>,
}

/// A member whose place in the firm changes.
pub struct Member<'e> {
    pub organisation: OrganisationId,
    pub user: UserId,
    pub name: &'e str,
}

/// Something happened in a team.
pub enum TeamEvent<'e> {
    /// A colleague was invited.
    Invited(Invited<'e>),
    /// The invitation was sent again; the link sent before is dead.
    InvitedAgain(Invited<'e>),
    /// The firm took an invitation back.
    InvitationCancelled { organisation: OrganisationId, invitation: TeamInvitationId, email: &'e str },
    /// The invited person declined.
    InvitationDeclined { organisation: OrganisationId, invitation: TeamInvitationId, email: &'e str },
    /// Whoever holds the link asks for another.
    AskedAgain(AskedAgain<'e>),
    /// The invited person joined.
    Joined(Joined<'e>),
    /// A member got a role in a further branch.
    AddedToBranch { member: Member<'e>, branch: BranchId, role: BranchRole },
    /// A member's role in a branch changed.
    RoleChanged { member: Member<'e>, branch: BranchId, role: BranchRole, was: BranchRole },
    /// A member left branches.
    LeftBranches { member: Member<'e>, branches: NamedBranches },
    /// A member left the firm.
    Removed { member: Member<'e> },
    /// A member's firm-wide role changed.
    ParentRoleChanged { member: Member<'e>, role: Option<ParentRole>, was: Option<ParentRole> },
}

impl Member<'_> {
    /// The same fact in the firm's tree and in the person's own.
    fn both(&self, act: &'static str, facts: &[(&str, serde_json::Value)]) -> Vec<LeafDraft> {
        let with_facts =
            |leaf: LeafDraft| facts.iter().fold(leaf, |leaf, (name, value)| leaf.fact(name, value.clone()));
        vec![
            with_facts(
                LeafDraft::new(self.organisation, act).on("member", self.user).text("name", self.name),
            ),
            with_facts(LeafDraft::new(self.user, act).on("organisation", self.organisation)),
        ]
    }
    fn hints(&self) -> Vec<Hint> {
        vec![Hint::new(self.organisation, Topic::Team), Hint::new(self.user, Topic::Person)]
    }
}

impl Invited<'_> {
    fn leaf(&self, act: &'static str) -> LeafDraft {
        LeafDraft::new(self.organisation, act)
            .on("team_invitation", self.invitation)
            .fact("role", self.role.word())
            .fact("branches", self.branches.ids())
            .text("email", self.email)
            .text("name", self.name)
    }
    fn letter(&self) -> LetterDraft {
        LetterDraft::new(
            self.organisation,
            self.email,
            mail::letter::TeamInvitation {
                inviter: self.inviter.to_owned(),
                organisation: self.organisation_name.clone(),
                branch_roles: self.branches.with_role(self.role),
                link: LinkTo::secret(Purpose::JoinTeam, self.invitation, self.generation),
                days: 7,
            },
        )
    }
}

impl AskedAgain<'_> {
    fn leaf(&self) -> LeafDraft {
        LeafDraft::new(self.organisation, "team_invitation.asked_again")
            .on("team_invitation", self.invitation)
            .text_opt("email", self.instead)
    }
    fn letter(&self) -> Option<LetterDraft> {
        let address = self.inviter_email.as_ref()?;
        let letter = mail::letter::AskedForInvitation {
            inviter: self.organisation_name.clone(),
            invited: self.email.to_owned(),
            instead: self.instead.unwrap_or_default().to_owned(),
            link: LinkTo::path(format_args!("/portal/{}/team-invitations", self.organisation)),
        };
        Some(LetterDraft::new(self.organisation, address, letter))
    }
}

impl Joined<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        vec![
            LeafDraft::new(self.organisation, "member.joined")
                .on("member", self.user)
                .fact("invitation", self.invitation.to_string())
                .fact("role", self.role.word())
                .fact("branches", self.branches.ids())
                .text("name", self.name)
                .text("email", self.email),
            LeafDraft::new(self.user, "member.joined")
                .on("organisation", self.organisation)
                .fact("role", self.role.word()),
        ]
    }
    fn letter(&self) -> Option<LetterDraft> {
        let address = self.inviter_email.as_ref()?;
        Some(LetterDraft::new(
            self.organisation,
            address,
            mail::letter::TeamInvitationAccepted {
                person: self.name.to_owned(),
                organisation: self.organisation_name.clone(),
                branch_roles: self.branches.with_role(self.role),
                link: LinkTo::path(format_args!("/portal/{}/team", self.organisation)),
            },
        ))
    }
}

impl DomainEvent for TeamEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::Invited(invited) => vec![invited.leaf("team_invitation.sent")],
            Self::InvitedAgain(invited) => vec![invited.leaf("team_invitation.sent_again")],
            Self::InvitationCancelled { organisation, invitation, email } => vec![
                LeafDraft::new(*organisation, "team_invitation.cancelled")
                    .on("team_invitation", invitation)
                    .text("email", *email),
            ],
            Self::InvitationDeclined { organisation, invitation, email } => vec![
                LeafDraft::new(*organisation, "team_invitation.declined")
                    .on("team_invitation", invitation)
                    .text("email", *email),
            ],
            Self::AskedAgain(asked) => vec![asked.leaf()],
            Self::Joined(joined) => joined.leaves(),
            Self::AddedToBranch { member, branch, role } => member.both(
                "member.added_to_branch",
                &[("branch", branch.to_string().into()), ("role", role.word().into())],
            ),
            Self::RoleChanged { member, branch, role, was } => member.both(
                "member.role_changed",
                &[
                    ("branch", branch.to_string().into()),
                    ("role", role.word().into()),
                    ("role_was", was.word().into()),
                ],
            ),
            Self::LeftBranches { member, branches } => {
                member.both("member.left_branches", &[("branches", branches.ids())])
            }
            Self::Removed { member } => member.both("member.removed", &[]),
            Self::ParentRoleChanged { member, role, was } => member.both(
                "member.parent_role_changed",
                &[
                    ("role", role.map_or("none", ParentRole::word).into()),
                    ("role_was", was.map_or("none", ParentRole::word).into()),
                ],
            ),
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Invited(invited) | Self::InvitedAgain(invited) => vec![invited.letter()],
            Self::AskedAgain(asked) => asked.letter().into_iter().collect(),
            Self::Joined(joined) => joined.letter().into_iter().collect(),
            Self::InvitationCancelled { .. }
            | Self::InvitationDeclined { .. }
            | Self::AddedToBranch { .. }
            | Self::RoleChanged { .. }
            | Self::LeftBranches { .. }
            | Self::Removed { .. }
            | Self::ParentRoleChanged { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::AskedAgain(_) => Vec::new(),
            Self::Invited(Invited { organisation, .. })
            | Self::InvitedAgain(Invited { organisation, .. })
            | Self::InvitationCancelled { organisation, .. }
            | Self::InvitationDeclined { organisation, .. } => vec![Hint::new(*organisation, Topic::Team)],
            Self::Joined(joined) => {
                vec![Hint::new(joined.organisation, Topic::Team), Hint::new(joined.user, Topic::Person)]
            }
            Self::AddedToBranch { member, .. }
            | Self::RoleChanged { member, .. }
            | Self::LeftBranches { member, .. }
            | Self::Removed { member }
            | Self::ParentRoleChanged { member, .. } => member.hints(),
        }
    }
}
