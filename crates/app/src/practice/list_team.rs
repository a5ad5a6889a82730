//! The people of a firm.

use crate::access::{BranchRole, ParentRole, Permission, PortalStanding};
use crate::clients::counts::store as counts;
use crate::door::{Door, Query};
use crate::practice::list::first_super_admin;
use crate::practice::{roles, store};
use kernel::{BranchId, ConnectionId, Moment, OrganisationId, Page, PageSize, Refusal, UserId};

/// The members of a branch, or of all branches that the person sees.
pub struct Team {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch; all of hers when `None`.
    pub branch: Option<BranchId>,
    /// The key after which the page begins.
    pub after: Option<String>,
    /// How many rows.
    pub size: PageSize,
}

/// A role in a branch, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleIn {
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub name: String,
    /// The role.
    pub role: BranchRole,
}

/// A member in the list.
#[derive(Debug, Clone)]
pub struct TeamMember {
    /// The person.
    pub user: UserId,
    /// Her name.
    pub name: String,
    /// Her address.
    pub email: String,
    /// Her firm-wide role, for a reader who may know of it.
    pub parent: Option<ParentRole>,
    /// Her roles in the branches that the reader sees.
    pub roles: Vec<RoleIn>,
    /// Live clients in view that she may open.
    pub clients: i64,
    /// When she was last seen.
    pub seen_at: Option<Moment>,
}

/// The members in view, and what the reader may do with them.
#[derive(Debug, Clone)]
pub struct TeamPage {
    /// The members, by name.
    pub members: Page<TeamMember>,
    /// How many there are in view.
    pub total: usize,
    /// Whether the reader may invite somebody to what is in view.
    pub may_invite: bool,
    /// Who could, for the hint on a closed button.
    pub ask: Option<String>,
}

/// The branches that the reader sees with their names, and what is in view of them.
struct View {
    names: Vec<(BranchId, String)>,
    branch: Option<BranchId>,
}

impl View {
    async fn of(
        door: &mut Door<'_, '_>,
        organisation: OrganisationId,
        branch: Option<BranchId>,
        standing: &PortalStanding,
    ) -> Result<Self, Refusal> {
        let known = store::branches(door.read(), organisation).await?;
        let names: Vec<_> = known
            .into_iter()
            .filter(|known| standing.may(known.branch, Permission::ViewTeamMembers))
            .map(|known| (known.branch, known.name))
            .collect();
        if branch.is_some_and(|wanted| names.iter().all(|(known, _)| *known != wanted)) {
            return Err(Refusal::NotFound);
        }
        Ok(Self { names, branch })
    }
    fn has(&self, branch: BranchId) -> bool {
        self.branch.is_none_or(|wanted| wanted == branch)
            && self.names.iter().any(|(known, _)| *known == branch)
    }
    fn roles(&self, held: &[store::Held], user: UserId) -> Vec<RoleIn> {
        let hers = |(branch, name): &(BranchId, String)| {
            let held = held.iter().find(|held| held.user == user && held.branch == *branch)?;
            Some(RoleIn { branch: *branch, name: name.clone(), role: held.role })
        };
        self.names.iter().filter_map(hers).collect()
    }
}

impl Query for Team {
    type Output = TeamPage;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<TeamPage, Refusal> {
        let firm = door.somewhere(self.organisation, Permission::ViewTeamMembers).await?;
        let organisation = firm.organisation(door.read());
        let standing = firm.standing();
        let view = View::of(door, organisation, self.branch, standing).await?;
        let members = store::members(door.read(), organisation).await?;
        let held = store::roles(door.read(), organisation).await?;
        let counts = counts::of_members(door.read(), organisation).await?;
        let sees_parents = standing.may_everywhere(Permission::ViewParentRoles);
        let mut rows: Vec<TeamMember> = members
            .into_iter()
            .map(|member| TeamMember {
                roles: view.roles(&held, member.user),
                clients: counts
                    .iter()
                    .filter(|(user, branch, _)| *user == member.user && view.has(*branch))
                    .map(|(_, _, count)| count)
                    .sum(),
                user: member.user,
                name: member.name,
                email: member.email,
                parent: member.parent.filter(|_| sees_parents || member.user == firm.user()),
                seen_at: member.seen_at,
            })
            .filter(|row| is_in_view(row, &view, standing))
            .collect();
        rows.sort_by_cached_key(key);
        let total = rows.len();
        let after = self.after.as_deref();
        rows.retain(|row| after.is_none_or(|after| key(row).as_str() > after));
        let may_invite = match self.branch {
            Some(branch) => standing.may(branch, Permission::InviteTeamMembers),
            None => standing.may_somewhere(Permission::InviteTeamMembers),
        };
        let ask = if may_invite { None } else { first_super_admin(door, organisation, firm.user()).await? };
        Ok(TeamPage { members: Page::cut(rows, self.size, key), total, may_invite, ask })
    }
}

/// The order of the list, the same on every engine.
fn key(row: &TeamMember) -> String {
    format!("{} {}", kernel::folded(&row.name), row.user)
}

/// Those with a role in a branch in view, and those whose firm-wide role the reader may know of: it reaches
/// into every branch. In the view of the whole firm also those with no role yet, for a reader who sees it all.
fn is_in_view(row: &TeamMember, view: &View, standing: &PortalStanding) -> bool {
    match view.branch {
        Some(branch) => row.parent.is_some() || row.roles.iter().any(|held| held.branch == branch),
        None => !row.roles.is_empty() || standing.may_everywhere(Permission::ViewTeamMembers),
    }
}

/// One member.
pub struct MemberPanel {
    /// The firm.
    pub organisation: OrganisationId,
    /// The member.
    pub member: UserId,
}

/// What the panel of a member shows.
#[derive(Debug, Clone)]
pub struct MemberDetails {
    /// The person.
    pub user: UserId,
    /// Her name.
    pub name: String,
    /// Her address.
    pub email: String,
    /// Her firm-wide role, for a reader who may know of it.
    pub parent: Option<ParentRole>,
    /// Her roles in the branches that the reader sees, and what the reader may do with each.
    pub roles: Vec<RoleInPanel>,
    /// Branches of the reader's in which she has no role and may be given one, with the strongest.
    pub addable: Vec<(BranchId, String, BranchRole)>,
    /// When she joined.
    pub joined_at: Moment,
    /// When she was last seen.
    pub seen_at: Option<Moment>,
    /// The clients she may open, of those that the reader may see.
    pub clients: Vec<(ConnectionId, String)>,
    /// Whether the reader may set her firm-wide role.
    pub may_set_parent: bool,
    /// Whether the reader may take her out of the firm.
    pub may_remove: bool,
}

/// One role in the panel.
#[derive(Debug, Clone)]
pub struct RoleInPanel {
    /// The role.
    pub held: RoleIn,
    /// The strongest role the reader may change it to, when she may.
    pub changeable_to: Option<BranchRole>,
    /// Whether the reader may take her out of the branch.
    pub may_remove: bool,
}

impl Query for MemberPanel {
    type Output = MemberDetails;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<MemberDetails, Refusal> {
        let firm = door.somewhere(self.organisation, Permission::ViewTeamMembers).await?;
        let (organisation, now) = (firm.organisation(door.read()), door.now);
        let standing = firm.standing();
        let view = View::of(door, organisation, None, standing).await?;
        let member = store::member(door.read(), organisation, self.member).await?.ok_or(Refusal::NotFound)?;
        let held = store::roles_of(door.read(), organisation, self.member).await?;
        let seen = view.roles(&held, self.member);
        if seen.is_empty() && !standing.may_everywhere(Permission::ViewTeamMembers) {
            return Err(Refusal::NotFound);
        }
        let clients = store::clients_of(door.read(), organisation, self.member, now).await?;
        let touchable = |role: &RoleIn| roles::may_touch(standing, role.branch, role.role).is_ok();
        let removable =
            |role: &RoleIn| touchable(role) && standing.may(role.branch, Permission::RemoveTeamMembers);
        let may_remove_from_firm = seen.len() == held.len()
            && seen.iter().all(&removable)
            && (standing.may_everywhere(Permission::RevokeParentRoles)
                || (member.parent.is_none() && !seen.is_empty()));
        let addable = view.names.iter().filter(|(branch, _)| held.iter().all(|held| held.branch != *branch));
        Ok(MemberDetails {
            addable: addable
                .filter(|(branch, _)| standing.may(*branch, Permission::AddToBranches))
                .filter_map(|(branch, name)| {
                    Some((*branch, name.clone(), roles::strongest_to_give(standing, *branch)?))
                })
                .collect(),
            roles: seen
                .into_iter()
                .map(|role| RoleInPanel {
                    changeable_to: (touchable(&role) && standing.may(role.branch, Permission::ChangeRoles))
                        .then(|| roles::strongest_to_give(standing, role.branch))
                        .flatten(),
                    may_remove: removable(&role),
                    held: role,
                })
                .collect(),
            user: member.user,
            name: member.name,
            email: member.email,
            parent: member.parent.filter(|_| {
                standing.may_everywhere(Permission::ViewParentRoles) || member.user == firm.user()
            }),
            joined_at: member.joined_at,
            seen_at: member.seen_at,
            clients: clients
                .into_iter()
                .filter(|client| standing.may(client.branch, Permission::ViewAllClients))
                .map(|client| (client.connection, client.name))
                .collect(),
            may_set_parent: standing.may_everywhere(Permission::GrantParentRoles),
            may_remove: may_remove_from_firm,
        })
    }
}
