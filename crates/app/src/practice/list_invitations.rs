//! Invitations of colleagues: those that wait, and those that are history.

use crate::access::{BranchRole, Permission};
use crate::door::{Door, Query};
use crate::practice::list::first_super_admin;
use crate::practice::roles;
use crate::practice::store::{self, Answer, Before, InvitationFacts};
use kernel::{BranchId, Id as _, Moment, OrganisationId, Page, PageSize, Refusal, TeamInvitationId};

/// Which invitations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationView {
    /// Those that wait for an answer.
    Pending,
    /// Those that were answered, taken back, or have expired.
    History,
}

/// The invitations to a branch, or to any branch that the person sees.
pub struct TeamInvitations {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch; all of hers when `None`.
    pub branch: Option<BranchId>,
    /// Which of them.
    pub view: InvitationView,
    /// The key after which the page begins.
    pub after: Option<String>,
    /// How many rows.
    pub size: PageSize,
}

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// It waits.
    Pending,
    /// Its seven days are over.
    Expired,
    /// The person joined, then.
    Accepted(Moment),
    /// The person declined, then.
    Declined(Moment),
    /// The firm took it back, then.
    Cancelled(Moment),
}

impl InvitationState {
    /// As programs read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Expired => "expired",
            Self::Accepted(_) => "accepted",
            Self::Declined(_) => "declined",
            Self::Cancelled(_) => "cancelled",
        }
    }
}

/// An invitation in the list.
#[derive(Debug, Clone)]
pub struct TeamInvitationRow {
    /// The invitation.
    pub invitation: TeamInvitationId,
    /// The invited address.
    pub email: String,
    /// The name that the inviter gave.
    pub name: String,
    /// The role in each branch.
    pub role: BranchRole,
    /// The branches that the reader sees, by name.
    pub branches: Vec<(BranchId, String)>,
    /// Who invited.
    pub inviter: String,
    /// When it was sent last.
    pub sent_at: Moment,
    /// When its link ends.
    pub expires_at: Moment,
    /// Where it stands.
    pub state: InvitationState,
    /// Whether the reader may send it again.
    pub may_resend: bool,
    /// Whether the reader may take it back.
    pub may_cancel: bool,
}

/// The invitations in view, and what the reader may do.
#[derive(Debug, Clone)]
pub struct TeamInvitationsPage {
    /// The invitations, newest first.
    pub rows: Page<TeamInvitationRow>,
    /// Whether the reader may invite somebody to what is in view.
    pub may_invite: bool,
    /// Who could, for the hint on a closed button.
    pub ask: Option<String>,
}

fn key(sent_at: Moment, invitation: TeamInvitationId) -> String {
    format!("{}.{invitation}", sent_at.micros())
}

fn begin(after: Option<&str>) -> Result<Before, Refusal> {
    let Some(after) = after else {
        let last = TeamInvitationId::from_bytes([0xff; 16]);
        return Ok(Before { sent_at: Moment::from_micros(i64::MAX), invitation: last });
    };
    let read = |text: &str| {
        let (sent_at, invitation) = text.split_once('.')?;
        let sent_at = Moment::from_micros(sent_at.parse().ok()?);
        Some(Before { sent_at, invitation: invitation.parse().ok()? })
    };
    read(after).ok_or_else(|| Refusal::field("after", "bad_key", "Begin at the first page again."))
}

fn state(facts: &InvitationFacts, now: Moment) -> InvitationState {
    let answered = facts.answered_at.unwrap_or(facts.sent_at);
    match facts.answer {
        Answer::Pending if facts.expires_at <= now => InvitationState::Expired,
        Answer::Pending => InvitationState::Pending,
        Answer::Accepted => InvitationState::Accepted(answered),
        Answer::Declined => InvitationState::Declined(answered),
        Answer::Cancelled => InvitationState::Cancelled(answered),
    }
}

impl Query for TeamInvitations {
    type Output = TeamInvitationsPage;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<TeamInvitationsPage, Refusal> {
        let firm = door.somewhere(self.organisation, Permission::ViewTeamMembers).await?;
        let (organisation, now) = (firm.organisation(door.read()), door.now);
        let standing = firm.standing();
        let known = store::branches(door.read(), organisation).await?;
        let names: Vec<(BranchId, String)> = known
            .into_iter()
            .filter(|known| standing.may(known.branch, Permission::ViewTeamMembers))
            .map(|known| (known.branch, known.name))
            .collect();
        if self.branch.is_some_and(|wanted| names.iter().all(|(known, _)| *known != wanted)) {
            return Err(Refusal::NotFound);
        }
        let row = |facts: InvitationFacts| {
            let acts = facts.answer == Answer::Pending
                && facts.branches.iter().all(|branch| standing.may(*branch, Permission::InviteTeamMembers));
            let gives = facts.branches.iter().all(|b| roles::may_give(standing, *b, facts.role).is_ok());
            TeamInvitationRow {
                branches: names.iter().filter(|(known, _)| facts.branches.contains(known)).cloned().collect(),
                state: state(&facts, now),
                may_resend: acts && gives,
                may_cancel: acts,
                invitation: facts.invitation,
                email: facts.email,
                name: facts.name,
                role: facts.role,
                inviter: facts.inviter_name,
                sent_at: facts.sent_at,
                expires_at: facts.expires_at,
            }
        };
        let in_view = |facts: &InvitationFacts| match self.branch {
            Some(wanted) => facts.branches.contains(&wanted),
            None => names.iter().any(|(known, _)| facts.branches.contains(known)),
        };
        let found = self.find(door, organisation, in_view).await?;
        let rows = Page::cut(found.into_iter().map(row).collect(), self.size, |row: &TeamInvitationRow| {
            key(row.sent_at, row.invitation)
        });
        let may_invite = match self.branch {
            Some(branch) => standing.may(branch, Permission::InviteTeamMembers),
            None => standing.may_somewhere(Permission::InviteTeamMembers),
        };
        let ask = if may_invite { None } else { first_super_admin(door, organisation, firm.user()).await? };
        Ok(TeamInvitationsPage { rows, may_invite, ask })
    }
}

impl TeamInvitations {
    /// Reads on until a page is full: which branches an invitation names is not in the order of the list.
    async fn find(
        &self,
        door: &mut Door<'_, '_>,
        organisation: OrganisationId,
        in_view: impl Fn(&InvitationFacts) -> bool,
    ) -> Result<Vec<InvitationFacts>, Refusal> {
        let (now, wanted) = (door.now, self.size.rows_and_one());
        let mut before = begin(self.after.as_deref())?;
        let mut found = Vec::new();
        loop {
            let batch = match self.view {
                InvitationView::Pending => {
                    store::pending_invitations(door.read(), organisation, before, (now, wanted)).await?
                }
                InvitationView::History => {
                    store::past_invitations(door.read(), organisation, before, (now, wanted)).await?
                }
            };
            let is_last = i64::try_from(batch.len()).unwrap_or(i64::MAX) < wanted;
            if let Some(last) = batch.last() {
                before = Before { sent_at: last.sent_at, invitation: last.invitation };
            }
            found.extend(batch.into_iter().filter(&in_view));
            if is_last || found.len() > self.size.rows() {
                found.truncate(self.size.rows() + 1);
                return Ok(found);
            }
        }
    }
}
